using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>A model and labelled spectra that it did not train on, all of them measured.</summary>
public sealed record TestPart
{
    /// <summary>Puts a model and spectra together.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The spectra.</param>
    /// <exception cref="BadInputException">A spectrum is synthetic.</exception>
    public TestPart(TrainedModel model, LabeledSpectra data)
    {
        if (data.SyntheticCount is > 0 and var made)
            throw new BadInputException($"{made} of {data.Count} spectra to test on are synthetic: a score on them tells nothing of measured ones. Leave them out.");
        (Model, Data) = (model, data);
    }

    /// <summary>The model.</summary>
    public TrainedModel Model { get; }

    /// <summary>The spectra.</summary>
    public LabeledSpectra Data { get; }
}
