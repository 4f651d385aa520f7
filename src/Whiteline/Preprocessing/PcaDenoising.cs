using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Keeps the leading principal components of the whole file. Counts are weighted for Poisson noise before (Keenan and Kotula, Surf.
/// Interface Anal. 36, 2004, 203): each sample is divided by the square roots of its channel's and its pixel's mean, which makes the noise
/// uniform; no mean is subtracted. The rank is given, or read off the elbow of the scree plot: the component farthest from the line that
/// joins the first and the last of the leading twenty log variances (Satopää et al., ICDCS Workshops, 2011). The covariance is streamed, so
/// the file need not fit in memory.
/// </summary>
/// <param name="Rank">Components to keep, or null to find the elbow.</param>
public sealed record PcaDenoising(int? Rank = null) : IStep
{
    const int ScreeLength = 20;
    const int LargestChannels = 2048;

    /// <inheritdoc/>
    public string Name => "pca";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Rank is < 1) yield return $"The PCA rank is {Rank}; it must be at least 1, or left out.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        var channels = input.Axis.Count;
        if (channels > LargestChannels)
            throw BadInputException.In(context.Source, $"PCA of {channels} channels is too large", $"Crop or resample to at most {LargestChannels} channels first.");
        var channelWeights = ChannelWeights(input, context);
        var decomposition = WeightedCovariance.Of(input, channelWeights, context).Evd(Symmetricity.Symmetric);
        var variances = decomposition.EigenValues.Select(value => Math.Max(0, value.Real)).Reverse().ToArray();
        var rank = Math.Min(Rank ?? Elbow(variances), Math.Min(channels, input.Count));
        var loadings = new float[rank * channels];
        for (var k = 0; k < rank; k++)
            for (var c = 0; c < channels; c++) loadings[k * channels + c] = (float)decomposition.EigenVectors[c, channels - 1 - k];
        var explained = variances.Take(rank).Sum() / variances.Sum();
        return new FittedStep(
            input.Axis,
            new(
                Name,
                FormattableString.Invariant($"The spectra were denoised by Poisson-weighted principal component analysis, keeping {rank} {(rank == 1 ? "component" : "components")} ({(Rank is null ? "elbow of the scree plot" : "as given")}; {100 * explained:0.0} % of the weighted variance)."),
                new JsonObject { ["rank"] = rank, ["explained"] = explained }),
            block => Project(block, loadings, rank, channelWeights));
    }

    /// <summary>The number of components up to the elbow of the scree plot.</summary>
    /// <param name="variances">In falling order.</param>
    public static int Elbow(ReadOnlySpan<double> variances)
    {
        var n = 0;
        while (n < Math.Min(ScreeLength, variances.Length) && variances[n] > 0) n++;
        if (n < 3) return Math.Max(1, n);
        double first = Math.Log(variances[0]), last = Math.Log(variances[n - 1]);
        var best = 0;
        var farthest = double.NegativeInfinity;
        for (var k = 0; k < n; k++)
        {
            // Vertical distance below the chord; the true distance is this times a constant.
            var distance = first + (last - first) * k / (n - 1) - Math.Log(variances[k]);
            if (!(distance > farthest)) continue;
            farthest = distance;
            best = k;
        }
        return Math.Max(1, best);
    }

    static float[] ChannelWeights(ISpectra input, StepContext context)
    {
        var mean = MeanSpectrum.Of(input, context);
        // Dark-corrected data can have channels at or below zero; they get the weight of the weakest trusted one.
        var floor = Math.Max(1e-12f, mean.Max() * 1e-3f);
        return Array.ConvertAll(mean, value => 1 / MathF.Sqrt(Math.Max(value, floor)));
    }

    static SpectrumBlock Project(SpectrumBlock block, float[] loadings, int rank, float[] channelWeights)
    {
        var channels = block.Axis.Count;
        var weighted = new float[channels];
        for (var i = 0; i < block.Count; i++)
        {
            var spectrum = block[i];
            TensorPrimitives.Multiply(spectrum, channelWeights, weighted);
            spectrum.Clear();
            for (var k = 0; k < rank; k++)
            {
                var loading = loadings.AsSpan(k * channels, channels);
                var score = TensorPrimitives.Dot(weighted, loading);
                TensorPrimitives.MultiplyAdd(loading, score, spectrum, spectrum);
            }
            TensorPrimitives.Divide(spectrum, channelWeights, spectrum);
        }
        return block;
    }
}
