using Whiteline.Recipes;

namespace Whiteline.ReadyModels;

/// <summary>The models that come with the program: an answer without training. <see cref="ModelMaking"/> made them.</summary>
public static class BuiltInModels
{
    /// <summary>Elements with a model.</summary>
    public static IReadOnlyList<string> Elements => ModelMaking.Elements;

    /// <summary>The model of an element.</summary>
    /// <param name="element">One of <see cref="Elements"/>.</param>
    /// <exception cref="BadInputException">There is none.</exception>
    public static TrainedModel Read(string element)
    {
        using var stream = typeof(BuiltInModels).Assembly.GetManifestResourceStream($"Whiteline.ReadyModels.{element}.wlm")
            ?? throw new BadInputException($"There is no built-in model of '{element}'. Choose {string.Join(" or ", Elements)}, or train one.");
        return ModelFile.Read(stream, $"the built-in model of {element}");
    }
}
