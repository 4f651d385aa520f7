using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>The noise of each channel, measured: where something was subtracted from the counts their mean does not tell it.</summary>
static class ChannelNoise
{
    // Counts fall off slowly with energy; what is left where a background was subtracted is next to nothing over whole windows.
    const double NothingShare = 0.05;
    const double LeastOfNothing = 0.05;
    const double BrightShare = 0.95;

    // A running median forgets lines that are narrower than half of it.
    const int LeastWindow = 15;
    const int WindowsInAll = 40;

    /// <summary>The variance of the noise of each channel; null where the mean may be one of counts, whose variance it is.</summary>
    /// <returns>Shape (channels).</returns>
    public static double[]? OfNoCounts(ISpectra spectra, StepContext context)
    {
        var mean = MeanSpectrum.Of(spectra, context).Intensity;
        if (mean.Length < LeastWindow) return null;
        double[] ordered = [.. mean.Order()];
        var bright = ordered[(int)(BrightShare * (mean.Length - 1))];
        if (!(bright > 0) || mean.Count(value => value < NothingShare * bright) < LeastOfNothing * mean.Length) return null;
        var curvature = Curvature(mean);
        var own = TensorPrimitives.Dot<double>(curvature, curvature);
        var squares = new double[mean.Length];
        var count = 0;
        SpectraPass.ForEach(spectra, context, block => Rests(block, curvature, own), part =>
        {
            TensorPrimitives.Add(squares, part.Squares, squares);
            count += part.Count;
        });
        if (count == 0) return null;
        // A second difference of white noise has six times its variance.
        for (var c = 0; c < squares.Length; c++) squares[c] /= 6 * count;
        (squares[0], squares[^1]) = (squares[1], squares[^2]);
        return Smoothed(squares);
    }

    // What the mean does not have of the curvature of each spectrum.
    static (double[] Squares, int Count) Rests(SpectrumBlock block, double[] curvature, double own)
    {
        var squares = new double[curvature.Length];
        var values = new double[curvature.Length];
        var count = 0;
        for (var i = 0; i < block.Count; i++)
        {
            if (!TensorPrimitives.IsFiniteAll<float>(block[i])) continue;
            TensorPrimitives.ConvertTruncating<float, double>(block[i], values);
            var rest = Curvature(values);
            TensorPrimitives.MultiplyAdd(curvature, own > 0 ? -TensorPrimitives.Dot<double>(rest, curvature) / own : 0, rest, rest);
            TensorPrimitives.MultiplyAdd<double>(rest, rest, squares, squares);
            count++;
        }
        return (squares, count);
    }

    static double[] Curvature(ReadOnlySpan<double> spectrum)
    {
        var curvature = new double[spectrum.Length];
        for (var c = 1; c + 1 < spectrum.Length; c++) curvature[c] = spectrum[c - 1] - 2 * spectrum[c] + spectrum[c + 1];
        return curvature;
    }

    static double[] Smoothed(double[] values)
    {
        var half = Math.Max(LeastWindow, values.Length / WindowsInAll) / 2;
        return [.. Enumerable.Range(0, values.Length).Select(c =>
        {
            var window = values[Math.Max(0, c - half)..Math.Min(values.Length, c + half + 1)];
            Array.Sort(window);
            return window[window.Length / 2];
        })];
    }
}
