using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Keeps the first principal components of the spectra, weighted for Poisson noise: each channel is divided by the square root of its mean
/// and each spectrum by the square root of its own (Keenan and Kotula, Surf. Interface Anal. 36, 203, 2004). The
/// weight of a spectrum cancels when it is projected. The covariance (channels × channels) is summed in one pass.
/// </summary>
/// <param name="Rank">Components kept; null for the elbow of the scree plot (<see cref="ScreeElbow"/>).</param>
public sealed record PcaDenoising(int? Rank = null) : IStep
{
    const int MostChannels = 1024;

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
        var channels = input.Axis.Count;
        if (channels > MostChannels)
            throw BadInputException.In(context.Source, $"PCA would need {channels} × {channels} covariances", $"Crop to at most {MostChannels} channels before it.");
        if (input.Count < 2) throw BadInputException.In(context.Source, "PCA needs at least 2 spectra", "Leave the step out for a single spectrum.");
        var mean = MeanSpectrum.Of(input, context).Intensity;
        var floor = 1e-3 * Math.Max(mean.Average(Math.Abs), 1e-30);
        var weights = Array.ConvertAll(mean, value => (float)Math.Sqrt(Math.Max(value, floor)));
        var covariance = new double[channels * channels];
        SpectraPass.ForEach(input, context, block => Covariance(block, weights, floor), part =>
        {
            for (var i = 0; i < covariance.Length; i++) covariance[i] += part[i];
        });
        context.Cancellation.ThrowIfCancellationRequested();
        var decomposition = new DenseMatrix(channels, channels, covariance).Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        var values = decomposition.EigenValues.Select(value => Math.Max(0, value.Real)).Reverse().Take(input.Count).ToArray();
        var total = Math.Max(values.Sum(), 1e-300);
        var ratios = Array.ConvertAll(values, value => value / total);
        var rank = Math.Min(Rank ?? ScreeElbow.Rank(ratios), ratios.Length);
        var components = new float[rank * channels];
        for (var k = 0; k < rank; k++)
            for (var c = 0; c < channels; c++) components[k * channels + c] = (float)decomposition.EigenVectors[c, channels - 1 - k];
        return new Fitted(this, input.Axis, components, weights, rank, ratios.Take(rank).Sum());
    }

    static double[] Covariance(SpectrumBlock block, float[] weights, double floor)
    {
        var channels = weights.Length;
        var scaled = new DenseMatrix(channels, block.Count);
        for (var i = 0; i < block.Count; i++)
        {
            var spectrum = block[i];
            var own = 0.0;
            foreach (var value in spectrum) own += value;
            var weight = Math.Sqrt(Math.Max(own / channels, floor));
            for (var c = 0; c < channels; c++) scaled[c, i] = spectrum[c] / (weights[c] * weight);
        }
        return ((DenseMatrix)scaled.TransposeAndMultiply(scaled)).Values;
    }

    sealed class Fitted(PcaDenoising step, EnergyAxis axis, float[] components, float[] weights, int rank, double explained) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(
            step.Name,
            FormattableString.Invariant($"Noise was reduced by Poisson-weighted PCA with {rank} component(s), {(step.Rank is null ? "by the elbow of the scree plot" : "as given")}; they hold {100 * explained:0.##} % of the weighted variance."),
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
