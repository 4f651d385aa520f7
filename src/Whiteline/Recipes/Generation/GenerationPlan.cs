using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Generation;

/// <summary>Synthetic spectra to be made from a training part, and from nothing else. Settings only.</summary>
/// <param name="Generator">How they are made.</param>
/// <param name="PerClass">Spectra that each class is to have together with the measured ones; classes that have as many are left as they are.</param>
public sealed record GenerationPlan(IGeneratorTrainer Generator, int PerClass)
{
    /// <summary>True to leave the measured spectra out and make each class whole: what the synthetic ones are worth by themselves.</summary>
    public bool Alone { get; init; }

    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Generator.Problems()) yield return problem;
        if (PerClass is < 2 or > 1_000_000) yield return $"Each class is to be filled up to {PerClass} spectra; give 2 to 1,000,000.";
    }

    /// <summary>The measured spectra, unless they are left out, followed by those made from them.</summary>
    /// <exception cref="BadInputException">A setting is out of its range, or the spectra are too few for the generator.</exception>
    public LabeledSpectra Fill(LabeledSpectra measured, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var lacking = Alone ? measured.Classes.ToDictionary(label => label, _ => PerClass) : SyntheticSpectra.Lacking(measured, PerClass);
        if (lacking.Values.All(count => count == 0)) return measured;
        var inside = context with { Seed = context.Seed.Branch("generator") };
        var made = SyntheticSpectra.Make(Generator.Train(measured, inside), measured.Axis, lacking, inside.Seed)!;
        return Alone ? made : SyntheticSpectra.Join(measured, made);
    }
}
