using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>
/// The white lines of an L2,3 edge found on a spectrum whose energy axis may be off by many eV. A doublet (two Gaussians a fixed splitting
/// apart, on two arctan steps of heights 2:1 as in Pearson et al., Phys. Rev. B 47, 8471, 1993, and a parabola for the background) is moved along
/// the axis and fitted by least squares at each position; the best place is refined on the smoothed spectrum. It counts where it explains what a cubic does not. Because L2 must stand beside
/// L3, weaker than it, neither L2 nor another edge is taken for L3.
/// </summary>
/// <param name="L3Ev">L3 maximum, eV.</param>
/// <param name="L2Ev">L2 maximum, eV.</param>
/// <param name="StatisticalEv">Standard error of the L3 position from the noise, eV.</param>
/// <param name="Significance">F ratio of the doublet against a cubic background alone; noise stays below some 25.</param>
public sealed record WhiteLines(double L3Ev, double L2Ev, double StatisticalEv, double Significance)
{
    const double StepEv = 0.25;
    const double RefineEv = 2.5;
    const double RefineSigmaEv = 0.6;
    const double LeastSignificance = 40;

    // A background bends in ways that a parabola does not follow: what it leaves is taken for lines where noise is next to none, but they are low, and a cubic explains them too.
    const double LeastHeight = 1e-3;
    const int Parabola = 3, Cubic = 4;
    static readonly double[] WidthsEv = [0.8, 1.6];

    /// <summary>L2 − L3, eV.</summary>
    public double SplittingEv => L2Ev - L3Ev;

    /// <summary>Finds the lines; null when there is no edge that stands out of the noise.</summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Intensity, with or without its background, shape (channels).</param>
    /// <param name="edge">The L2,3 edge to look for.</param>
    /// <param name="expectedL3Ev">Where L3 should be, eV.</param>
    /// <param name="searchEv">How far from there to look, eV.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis, or the edge has no white lines.</exception>
    public static WhiteLines? Find(EnergyAxis axis, ReadOnlySpan<float> spectrum, Edge edge, double expectedL3Ev, double searchEv = 15)
    {
        OnOneAxis.Require(axis, spectrum);
        if (edge.SplittingEv is not { } splitting) throw new ArgumentException($"{edge.Name} has no white lines.", nameof(edge));
        var channels = axis.ChannelsIn(new(expectedL3Ev - searchEv - 15, expectedL3Ev + searchEv + splitting + 15));
        var part = spectrum[channels];
        if (part.Length < 20) return null;
        var local = axis.Slice(channels);
        var noise = NoiseLevel.Of(part);
        var flat = Residual(local, part, expectedL3Ev, Cubic, null).Squares;
        (double Squares, double L3, double Width, double Height)? best = null;
        for (var l3 = expectedL3Ev - searchEv; l3 <= expectedL3Ev + searchEv + 1e-9; l3 += StepEv)
        {
            if (l3 - 1 < local.OffsetEv || l3 + 0.9 * splitting > local.LastEv) continue;
            foreach (var width in WidthsEv)
            {
                var (squares, high, low) = Residual(local, part, expectedL3Ev, Parabola, (l3, splitting, width));
                if (high > 0 && low >= 0 && low <= high && (best is null || squares < best.Value.Squares)) best = (squares, l3, width, high);
            }
        }
        if (best is not { } found) return null;
        var (left, height, _) = Residual(local, part, expectedL3Ev, Cubic, (found.L3, splitting, found.Width));
        var significance = (flat - left) / Math.Max(left, 1e-12 * flat) * (part.Length - Cubic - 3);
        if (!(significance > LeastSignificance) || !(height > LeastHeight * TensorPrimitives.SumOfMagnitudes(part) / part.Length)) return null;
        var l3Ev = SmoothedMaximum.In(local, part, new(found.L3 - RefineEv, found.L3 + RefineEv), RefineSigmaEv);
        // A spectrum that is highest where it begins has no line there: its L2 is off the axis, and L3 was taken for it.
        if (l3Ev < local.OffsetEv + local.DispersionEv) return null;
        var l2Ev = SmoothedMaximum.In(local, part, new(l3Ev + splitting - RefineEv, l3Ev + splitting + RefineEv), RefineSigmaEv);
        var statistical = noise / found.Height * Math.Sqrt(found.Width * axis.DispersionEv);
        return new(l3Ev, l2Ev, statistical, significance);
    }

    static (double Squares, double L3, double L2) Residual(EnergyAxis axis, ReadOnlySpan<float> spectrum, double centre, int powers, (double L3, double Splitting, double Width)? doublet)
    {
        var terms = doublet is null ? powers : powers + 3;
        double[,] normal = new double[terms, terms];
        double[] right = new double[terms];
        Span<double> row = stackalloc double[terms];
        var squares = 0.0;
        for (var i = 0; i < spectrum.Length; i++)
        {
            var energy = axis.EnergyAt(i);
            var x = (energy - centre) / 30;
            row[0] = 1;
            for (var power = 1; power < powers; power++) row[power] = row[power - 1] * x;
            if (doublet is var (l3, splitting, width))
            {
                row[powers] = 2 * Step(energy - l3) + Step(energy - l3 - splitting);
                row[powers + 1] = Gauss((energy - l3) / width);
                row[powers + 2] = Gauss((energy - l3 - splitting) / width);
            }
            for (var a = 0; a < terms; a++)
            {
                right[a] += row[a] * spectrum[i];
                for (var b = 0; b <= a; b++) normal[a, b] += row[a] * row[b];
            }
            squares += (double)spectrum[i] * spectrum[i];
        }
        for (var a = 0; a < terms; a++)
        {
            normal[a, a] *= 1 + 1e-10;
            for (var b = 0; b < a; b++) normal[b, a] = normal[a, b];
        }
        var solution = DenseMatrix.OfArray(normal).Solve(DenseVector.OfArray(right));
        for (var a = 0; a < terms; a++) squares -= solution[a] * right[a];
        return doublet is null ? (squares, 0, 0) : (squares, solution[powers + 1], solution[powers + 2]);
    }

    static double Step(double x) => Math.Atan(x) / Math.PI + 0.5;

    static double Gauss(double x) => Math.Exp(-0.5 * x * x);
}
