using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>What a spectrum is divided by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Norm>))]
public enum Norm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its maximum.</summary>
    Max,

    /// <summary>Minimum to 0, maximum to 1.</summary>
    MinMax,

    /// <summary>Its Euclidean length.</summary>
    L2,

    /// <summary>The sum of its intensities times the channel width: unit area per eV.</summary>
    Area,
}

/// <summary>
/// Takes out thickness and dose by a division, the last step of a recipe. The norms are those compared by del-Pozo-Bueno et al.
/// (Ultramicroscopy 253, 113828, 2023). A spectrum whose norm is not positive stays as it is, or 0: it is never turned upside down.
/// </summary>
/// <param name="Norm">The norm.</param>
public sealed record Normalisation(Norm Norm = Norm.Max) : IStep
{
    /// <inheritdoc/>
    public string Name => "normalisation";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Norm)) yield return $"normalisation has the unknown norm {Norm}; choose none, max, minmax, l2 or area.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) => new Fitted(this, input.Axis);

    /// <summary>Normalises one spectrum in place.</summary>
    public static void Apply(Span<float> spectrum, Norm norm, double dispersionEv)
    {
        if (norm == Norm.None || spectrum.IsEmpty) return;
        if (norm == Norm.MinMax) TensorPrimitives.Subtract(spectrum, TensorPrimitives.Min<float>(spectrum), spectrum);
        var size = norm switch
        {
            Norm.Max or Norm.MinMax => TensorPrimitives.Max<float>(spectrum),
            Norm.L2 => TensorPrimitives.Norm<float>(spectrum),
            _ => TensorPrimitives.Sum<float>(spectrum) * (float)dispersionEv,
        };
        if (size > 0 && float.IsFinite(size)) TensorPrimitives.Divide(spectrum, size, spectrum);
    }

    sealed class Fitted(Normalisation step, EnergyAxis axis) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(step.Name, Sentence(step.Norm), new JsonObject { ["norm"] = step.Norm.ToString().ToLowerInvariant() });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            for (var i = 0; i < block.Count; i++) Normalisation.Apply(block[i], step.Norm, axis.DispersionEv);
            return block;
        }

        static string Sentence(Norm norm) => norm switch
        {
            Norm.None => "The spectra were not normalised.",
            Norm.Max => "Each spectrum was divided by its maximum.",
            Norm.MinMax => "Each spectrum was scaled from 0 at its minimum to 1 at its maximum.",
            Norm.L2 => "Each spectrum was divided by its Euclidean (L2) norm.",
            _ => "Each spectrum was divided by its area.",
        };
    }
}
