using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Takes plural scattering out of core-loss spectra by the low loss recorded with each: what Fourier-ratio deconvolution does (Egerton and Whelan, Philos. Mag. 30, 739, 1974), on the energies
/// themselves. Plural scattering only adds losses, so channel by channel from the lowest energy on, what the channels before scatter into one is known and taken off: a triangular system, solved
/// forwards (Schattschneider, Philos. Mag. B 47, 555, 1983). Nothing wraps round, nothing is padded, the resolution stays, and the noise of a channel is hardly raised. What is left are the electrons that lost no
/// energy beside the edge.
/// </summary>
/// <param name="FromEv">Energies below are left as they are and scatter nothing: where the background was fitted. Null for the whole axis.</param>
public sealed record Deconvolution(double? FromEv = null) : IStep
{
    /// <summary>Stable name of the step.</summary>
    public const string StepName = "deconvolution";

    // A background that is still there begins with the axis.
    const double MostAtTheBeginning = 0.2;
    const double BeginningShare = 0.03;
    const int FewestAtTheBeginning = 4;

    /// <inheritdoc/>
    public string Name => StepName;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (FromEv is { } from && !double.IsFinite(from)) yield return "deconvolution begins at an energy that is no number.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        if (context.LowLoss is not { } low) throw BadInputException.In(context.Source, "there is no low-loss partner to take its plural scattering out by", "Give the low-loss file, or leave out the deconvolution.");
        if (low.Count != input.Count) throw BadInputException.In(context.Source, $"it has {input.Count} spectra, and its low-loss partner {low.Count}", "They must be of one acquisition.");
        var first = FromEv is { } from ? Math.Clamp((int)Math.Ceiling((from - input.Axis.OffsetEv) / input.Axis.DispersionEv - 1e-6), 0, input.Axis.Count) : 0;
        RequireNoBackground(MeanSpectrum.Of(input, context).Intensity.AsSpan(first), context.Source);
        return new Fitted(this, input.Axis, first, PluralScattering.Of(low, context));
    }

    // The background is the tail of edges below the axis, scattered too: taken for an edge that begins with the axis it would make one of its end.
    static void RequireNoBackground(ReadOnlySpan<double> mean, string source)
    {
        var beginning = Math.Max(FewestAtTheBeginning, (int)(BeginningShare * mean.Length));
        if (mean.Length <= 2 * beginning) return;
        if (TensorPrimitives.Average<double>(mean[..beginning]) > MostAtTheBeginning * TensorPrimitives.Max<double>(mean))
            throw BadInputException.In(source, "its background was not removed, and plural scattering can be taken out of what is left of it only", "Take a model or a window that removes the background, or leave out the deconvolution.");
    }

    sealed class Fitted : IFittedStep
    {
        readonly int first;
        readonly PluralScattering scattering;

        public Fitted(Deconvolution step, EnergyAxis axis, int first, PluralScattering scattering)
        {
            (Axis, this.first, this.scattering) = (axis, first, scattering);
            double[] known = [.. scattering.RelativeThickness.Where(double.IsFinite).Order()];
            var without = scattering.RelativeThickness.Count - known.Length;
            double At(double share) => known[(int)(share * (known.Length - 1))];
            Applied = new(
                step.Name,
                FormattableString.Invariant($"Plural scattering was taken out of each spectrum by its low loss: t/λ {At(0.5):0.00}{(known.Length > 1 ? FormattableString.Invariant($" ({At(0.05):0.00} to {At(0.95):0.00} in nine of ten)") : "")}, losses from {scattering.BoundaryEv:0.0} eV on.")
                + (without > 0 ? $" {without} without a zero-loss peak {(without == 1 ? "was" : "were")} left as recorded." : "")
                + (scattering.Saturated > 0 ? $" {scattering.Saturated} of the zero-loss peaks {(scattering.Saturated == 1 ? "is" : "are")} cut off at the detector's ceiling: there t/λ is too high, and too much was taken out." : ""),
                new JsonObject
                {
                    ["medianRelativeThickness"] = At(0.5),
                    ["lowestRelativeThickness"] = At(0),
                    ["highestRelativeThickness"] = At(1),
                    ["lossesFromEv"] = scattering.BoundaryEv,
                    ["zeroLossFwhmEv"] = scattering.PeakFwhmEv,
                    ["withoutPeak"] = without,
                    ["saturated"] = scattering.Saturated,
                });
        }

        public EnergyAxis Axis { get; }

        public AppliedStep Applied { get; }

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            var single = new double[Axis.Count - first];
            var low = scattering.LowLoss(block.First, block.Count);
            for (var i = 0; i < block.Count; i++)
            {
                var again = scattering.Again(low, i, Axis.DispersionEv, single.Length);
                if (again.Length == 0) continue;
                var spectrum = block[i][first..];
                TensorPrimitives.ConvertTruncating<float, double>(spectrum, single);
                for (var c = 0; c < single.Length; c++)
                {
                    single[c] /= 1 + again[0];
                    var reach = Math.Min(again.Length - 1, single.Length - 1 - c);
                    var behind = single.AsSpan(c + 1, reach);
                    TensorPrimitives.MultiplyAdd(again.AsSpan(1, reach), -single[c], behind, behind);
                }
                TensorPrimitives.ConvertTruncating<double, float>(single, spectrum);
            }
            return block;
        }
    }
}
