using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Whiteline.Numerics;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Keeps the first principal components of the spectra, weighted for Poisson noise (<see cref="PoissonWeights"/>), or for the noise as measured where a background was subtracted (<see cref="ChannelNoise"/>). The weight of a spectrum cancels when it is
/// projected. The components are found in passes over the file (<see cref="LeadingVectors"/>); spectra that hold NaN or infinity take no part in them.
/// </summary>
/// <param name="Rank">Components kept; null for the elbow of the scree plot (<see cref="ScreeElbow"/>).</param>
public sealed record PcaDenoising(int? Rank = null) : IStep
{
    const int ScreePoints = 21;

    /// <inheritdoc/>
    public string Name => "pca-denoising";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Rank is < 1) yield return $"pca-denoising keeps {Rank} components; it must keep at least 1.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        if (input.Count < 2) throw BadInputException.In(context.Source, "PCA needs at least 2 spectra", "Leave the step out for a single spectrum.");
        var variance = ChannelNoise.OfNoCounts(input, context);
        var weights = variance is null ? new PoissonWeights(MeanSpectrum.Of(input, context).Intensity) : PoissonWeights.Measured(variance);
        var leading = LeadingVectors.Of(new StreamedProducts(input, context, weights), Math.Max(ScreePoints, Rank ?? 0), context.Seed.Branch(Name));
        context.Cancellation.ThrowIfCancellationRequested();
        var ratios = leading.Ratios();
        var rank = Math.Min(Rank ?? ScreeElbow.Rank(ratios), ratios.Length);
        return new Fitted(this, input.Axis, leading.First(rank).Vectors, weights.Channels, rank, ratios.Take(rank).Sum(), variance is null ? "Poisson-weighted PCA" : "PCA, weighted by the noise of each channel as measured, for the spectra are no counts,");
    }

    sealed class StreamedProducts(ISpectra input, StepContext context, PoissonWeights weights) : IColumnProducts
    {
        public int Length => input.Axis.Count;

        public int Count => input.Count;

        public double Trace() => Sum(1, rows => [TensorPrimitives.SumOfSquares<float>(rows)])[0];

        public double[] Whole() => Sum(Length * Length, rows => BlockProducts.Whole(rows, Length));

        public double[] Times(float[] vectors) => Sum(vectors.Length, rows => BlockProducts.Times(rows, Length, vectors));

        double[] Sum(int size, Func<float[], double[]> part)
        {
            var total = new double[size];
            SpectraPass.ForEach(input, context, block =>
            {
                var scaled = new float[block.Intensity.Length];
                for (var i = 0; i < block.Count; i++)
                {
                    var row = scaled.AsSpan(i * Length, Length);
                    weights.Apply(block[i], row);
                    // One NaN would be in every component.
                    if (!TensorPrimitives.IsFiniteAll<float>(row)) row.Clear();
                }
                return part(scaled);
            }, added => TensorPrimitives.Add(total, added, total));
            return total;
        }
    }

    sealed class Fitted(PcaDenoising step, EnergyAxis axis, float[] components, float[] weights, int rank, double explained, string method) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(
            step.Name,
            FormattableString.Invariant($"Noise was reduced by {method} with {rank} component(s), {(step.Rank is null ? "by the elbow of the scree plot" : step.Rank == rank ? "as given" : $"all that there are, where {step.Rank} were asked for")}; they hold {100 * explained:0.##} % of the weighted variance."),
            new JsonObject { ["rank"] = rank, ["explainedVariance"] = explained });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            var result = new float[axis.Count];
            for (var i = 0; i < block.Count; i++)
            {
                var spectrum = block[i];
                TensorPrimitives.Divide<float>(spectrum, weights, spectrum);
                Array.Clear(result);
                for (var k = 0; k < rank; k++)
                {
                    var component = components.AsSpan(k * axis.Count, axis.Count);
                    var score = TensorPrimitives.Dot<float>(spectrum, component);
                    TensorPrimitives.MultiplyAdd<float>(component, score, result, result);
                }
                TensorPrimitives.Multiply<float>(result, weights, spectrum);
            }
            return block;
        }
    }
}
