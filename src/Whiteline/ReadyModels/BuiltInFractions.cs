using Whiteline.Fractions;

namespace Whiteline.ReadyModels;

/// <summary>The networks that come with the program and regress the fractions of an element's states. They were trained on simulated mixtures alone.</summary>
public static class BuiltInFractions
{
    /// <summary>The network of an element; null when there is none.</summary>
    /// <param name="element">Chemical symbol.</param>
    public static FractionNetwork? Read(string element)
    {
        using var stream = typeof(BuiltInFractions).Assembly.GetManifestResourceStream($"Whiteline.ReadyModels.{element}.fractions.wlm");
        return stream is null ? null : FractionNetworkFile.Read(stream, $"the built-in fractions of {element}");
    }
}
