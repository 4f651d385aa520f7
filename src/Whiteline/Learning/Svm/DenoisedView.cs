using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Spectra as a machine sees them the second time: denoised by their neighbourhoods, and scaled so that they scatter about their mean as the spectra themselves do. The same kernel
/// parameters then suit both.
/// </summary>
/// <param name="Local">Denoises.</param>
/// <param name="Scale">Factor after that.</param>
public sealed record DenoisedView(LocalComponents Local, float Scale)
{
    /// <summary>Fits the view to training spectra.</summary>
    /// <returns>The view, and the training spectra in it.</returns>
    /// <exception cref="BadInputException">Too few spectra.</exception>
    internal static (DenoisedView View, LabeledSpectra Denoised) Fit(LabeledSpectra spectra, LocalDenoising options, TrainingContext context)
    {
        var known = spectra.Intensity.ToArray();
        var local = new LocalComponents(known, spectra.Axis.Count, options);
        var denoised = local.DenoiseKnown(Math.Max(1, context.Versions), context.Threads, context.Cancellation);
        var scatter = Scatter(denoised, spectra.Axis.Count);
        var scale = scatter > 0 ? (float)Math.Sqrt(Scatter(known, spectra.Axis.Count) / scatter) : 1;
        TensorPrimitives.Multiply(denoised, scale, denoised);
        return (new(local, scale), new(spectra.Axis, denoised, spectra.Labels, spectra.Groups));
    }

    /// <summary>Spectra in the view.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <returns>Shape (n, channels).</returns>
    public float[] Of(ReadOnlySpan<float> intensity)
    {
        var denoised = Local.Denoise(intensity.ToArray());
        TensorPrimitives.Multiply(denoised, Scale, denoised);
        return denoised;
    }

    // Mean squared distance from the mean spectrum, but for the number of spectra.
    static double Scatter(float[] spectra, int channels)
    {
        var (sum, squares) = (new double[channels], 0.0);
        for (var i = 0; i < spectra.Length; i++)
        {
            sum[i % channels] += spectra[i];
            squares += (double)spectra[i] * spectra[i];
        }
        return squares - TensorPrimitives.SumOfSquares<double>(sum) / (spectra.Length / channels);
    }
}
