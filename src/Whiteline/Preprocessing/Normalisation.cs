using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>What a spectrum is divided by, so that only its shape remains.</summary>
public enum Norm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its maximum.</summary>
    Max,

    /// <summary>Its range, after its minimum is subtracted.</summary>
    MinMax,

    /// <summary>Its Euclidean length.</summary>
    L2,

    /// <summary>The sum of its channels.</summary>
    Area,
}

/// <summary>Normalises each spectrum; a spectrum without signal (a zero, or for <see cref="Norm.Max"/> and <see cref="Norm.Area"/> a negative, divisor) becomes zero.</summary>
/// <param name="Norm">What to divide by.</param>
public sealed record Normalisation(Norm Norm) : IStep
{
    /// <inheritdoc/>
    public string Name => "normalise";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Norm)) yield return $"There is no normalisation number {(int)Norm}.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) =>
        new FittedStep(input.Axis, new(Name, Sentence, new JsonObject { ["norm"] = Norm.ToString() }), block =>
        {
            for (var i = 0; i < block.Count; i++) Apply(block[i], Norm);
            return block;
        });

    string Sentence => Norm switch
    {
        Norm.Max => "Each spectrum was divided by its maximum.",
        Norm.MinMax => "Each spectrum was scaled to the range from 0 to 1.",
        Norm.L2 => "Each spectrum was divided by its Euclidean (L2) norm.",
        Norm.Area => "Each spectrum was divided by its area.",
        _ => "The spectra were not normalised.",
    };

    /// <summary>Normalises one spectrum in place.</summary>
    public static void Apply(Span<float> intensity, Norm norm)
    {
        if (norm == Norm.None) return;
        if (norm == Norm.MinMax) TensorPrimitives.Subtract(intensity, TensorPrimitives.Min<float>(intensity), intensity);
        var divisor = norm switch
        {
            Norm.L2 => TensorPrimitives.Norm<float>(intensity),
            Norm.Area => TensorPrimitives.Sum<float>(intensity),
            _ => TensorPrimitives.Max<float>(intensity),
        };
        if (divisor > 0) TensorPrimitives.Divide(intensity, divisor, intensity);
        else intensity.Clear();
    }
}
