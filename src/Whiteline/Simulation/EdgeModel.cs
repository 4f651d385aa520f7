using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>
/// The expected spectrum of an ion in its oxide, without noise: L3 and L2 multiplets on a two-step continuum of heights 2:1, O K, plural
/// scattering (Poisson series of a Drude plasmon; Egerton, Electron Energy-Loss Spectroscopy in the Electron Microscope, 3rd ed., chapters
/// 3 and 4) and a power-law background.
/// </summary>
static class EdgeModel
{
    // Of the continuum's arctangents.
    const double StepWidthEv = 1.5;

    // O K stays at its continuum after the peaks.
    const double OxygenContinuum = 0.45;
    const double OxygenPrePeakWidthEv = 1.2;
    const double OxygenMainWidthEv = 6;

    // Beyond it the wings of a line are the continuum's.
    const double WholeLineEv = 12;

    // Lorentzian width of the wings of the zero loss: of source and spectrometer.
    const double ZeroLossTailEv = 0.05;

    const double PlasmonEv = 22.5;
    const double PlasmonWidthEv = 9;
    const double PlasmonReachEv = 60;

    /// <summary>Adds the edges of an ion, scaled to unit height of L3 at zero thickness, without background.</summary>
    /// <param name="ion">The ion, or a variant of it.</param>
    /// <param name="axis">The true energy axis.</param>
    /// <param name="conditions">Resolution, heights of the continuum and of O K, and shift are used.</param>
    /// <param name="share">Factor on what is added.</param>
    /// <param name="edges">Shape (channels), added to.</param>
    public static void Add(Ion ion, EnergyAxis axis, Conditions conditions, double share, Span<double> edges)
    {
        var resolution = conditions.ResolutionEv;
        var l2Ev = ion.L3Ev + ion.SplittingEv;
        var l3Height = 1 / Height(ion.L3, resolution);
        var l2Height = l3Height * Area(ion.L3, resolution, 5) / (ion.Ratio * Area(ion.L2, resolution, 4));
        var (l3Shapes, l2Shapes) = (Shapes(ion.L3, resolution), Shapes(ion.L2, resolution));
        for (var c = 0; c < edges.Length; c++)
        {
            var energy = axis.EnergyAt(c) - conditions.ShiftEv;
            var value = 0.0;
            if (energy > ion.L3Ev - 40)
            {
                foreach (var (line, shape) in l3Shapes) value += l3Height * line.Height * shape.At(energy - ion.L3Ev - line.OffsetEv);
                foreach (var (line, shape) in l2Shapes) value += l2Height * line.Height * shape.At(energy - l2Ev - line.OffsetEv);
                // The continuum falls slowly behind the edge, as the cross-section does.
                var fall = energy > ion.L3Ev ? Math.Pow(energy / ion.L3Ev, -2.5) : 1;
                value += conditions.Continuum * fall * (2 * LineProfile.Step(energy - ion.L3Ev, StepWidthEv) + LineProfile.Step(energy - l2Ev, StepWidthEv)) / 3;
            }
            edges[c] += share * (value + conditions.Oxygen * OxygenAt(ion, energy, resolution));
        }
    }

    /// <summary>Area of both white lines of an ion above the continuum, of unit height of L3, eV. No resolution changes it but by that height.</summary>
    public static double WhiteLineArea(Ion ion, double resolutionEv)
    {
        var l2 = Area(ion.L3, resolutionEv, 5) / (ion.Ratio * Area(ion.L2, resolutionEv, 4));
        return (Area(ion.L3, resolutionEv, WholeLineEv) + l2 * Area(ion.L2, resolutionEv, WholeLineEv)) / Height(ion.L3, resolutionEv);
    }

    /// <summary>
    /// The ion at another resolution than the one that its lines and its ratio were read off at: a blur keeps the area of every line, so that narrow lines are higher where less is blurred.
    /// </summary>
    /// <param name="ion">The ion, with heights and ratio as at <paramref name="tabulatedEv"/>.</param>
    /// <param name="resolutionEv">Resolution to simulate, eV.</param>
    /// <param name="tabulatedEv">Resolution of the spectra that were read, eV.</param>
    public static Ion At(Ion ion, double resolutionEv, double tabulatedEv)
    {
        MultipletLine[] Lines(IReadOnlyList<MultipletLine> lines) =>
            [.. lines.Select(line => line with { Height = line.Height * LineProfile.VoigtArea(tabulatedEv, line.FwhmEv) / LineProfile.VoigtArea(resolutionEv, line.FwhmEv) })];
        var (l3, l2) = (Lines(ion.L3), Lines(ion.L2));
        var ratio = ion.Ratio * Area(l3, resolutionEv, 5) / Area(l2, resolutionEv, 4) * Area(ion.L2, tabulatedEv, 4) / Area(ion.L3, tabulatedEv, 5);
        return ion with { L3 = l3, L2 = l2, Ratio = ratio };
    }

    /// <summary>
    /// Factors of the ions' edges that give a mixture in which every ion has its share of the white-line area: a share is one of intensity, whatever the
    /// resolution, and not of L3's height. The factors sum to 1.
    /// </summary>
    /// <param name="ions">Ions, shape (k).</param>
    /// <param name="resolutionEv">Energy resolution, eV.</param>
    /// <param name="shares">Shares, shape (k), summing to 1.</param>
    public static double[] Mixed(IReadOnlyList<Ion> ions, double resolutionEv, ReadOnlySpan<double> shares)
    {
        var factors = new double[shares.Length];
        for (var k = 0; k < factors.Length; k++) factors[k] = shares[k] > 0 ? shares[k] / WhiteLineArea(ions[k], resolutionEv) : 0;
        var sum = TensorPrimitives.Sum<double>(factors);
        for (var k = 0; k < factors.Length; k++) factors[k] /= sum;
        return factors;
    }

    /// <summary>Scatters the edges again on their way through the specimen, in place: Σ (t/λ)^n / n! of n-fold convolutions with the plasmon.</summary>
    public static void Scatter(Span<double> edges, EnergyAxis axis, double relativeThickness)
    {
        if (relativeThickness <= 0) return;
        var term = edges.ToArray();
        for (var order = 1; order <= 3; order++)
        {
            term = ScatteredOnce(term, axis);
            var weight = Math.Pow(relativeThickness, order) / (order == 1 ? 1 : order == 2 ? 2 : 6);
            for (var c = 0; c < edges.Length; c++) edges[c] += weight * term[c];
        }
    }

    /// <summary>What one plasmon makes of edges: their convolution with the Drude peak, shape (channels).</summary>
    public static double[] ScatteredOnce(double[] edges, EnergyAxis axis) => Convolved(edges, Plasmon(axis.DispersionEv));

    /// <summary>Adds A·E^−r, where A gives <paramref name="height"/> at <paramref name="referenceEv"/>.</summary>
    public static void AddBackground(Span<double> spectrum, EnergyAxis axis, Conditions conditions, double height, double referenceEv)
    {
        if (height <= 0) return;
        for (var c = 0; c < spectrum.Length; c++)
            spectrum[c] += height * Math.Pow(Math.Max(1, axis.EnergyAt(c) - conditions.ShiftEv) / referenceEv, -conditions.BackgroundExponent);
    }

    /// <summary>The low loss behind a thickness, of unit height of the zero loss without specimen: the resolution's peak, and the same series of plasmons as <see cref="Scatter"/>.</summary>
    /// <param name="axis">The true energy axis, from well below 0 eV.</param>
    /// <param name="conditions">Resolution and shift are used.</param>
    /// <param name="relativeThickness">t/λ.</param>
    /// <returns>Shape (channels).</returns>
    public static double[] LowLoss(EnergyAxis axis, Conditions conditions, double relativeThickness)
    {
        var peak = LineProfile.Shape(conditions.ResolutionEv, ZeroLossTailEv);
        var low = new double[axis.Count];
        for (var c = 0; c < low.Length; c++) low[c] = peak.At(axis.EnergyAt(c) - conditions.ShiftEv);
        Scatter(low, axis, relativeThickness);
        // Every electron is in one of the terms.
        TensorPrimitives.Multiply(low, Math.Exp(-relativeThickness), low);
        return low;
    }

    static double OxygenAt(Ion ion, double energyEv, double resolutionEv)
    {
        if (energyEv < ion.PrePeakEv - 30) return 0;
        var fall = energyEv > ion.MainPeakEv ? Math.Pow(energyEv / ion.MainPeakEv, -3) : 1;
        return ion.PrePeak * LineProfile.Voigt(energyEv - ion.PrePeakEv, resolutionEv, OxygenPrePeakWidthEv)
            + LineProfile.Voigt(energyEv - ion.MainPeakEv, OxygenMainWidthEv, OxygenPrePeakWidthEv)
            + OxygenContinuum * fall * LineProfile.Step(energyEv - ion.PrePeakEv - 3, 4);
    }

    static double Height(IReadOnlyList<MultipletLine> lines, double resolutionEv)
    {
        var shapes = Shapes(lines, resolutionEv);
        var highest = 0.0;
        for (var x = -4.0; x <= 4; x += 0.05) highest = Math.Max(highest, At(shapes, x));
        return highest;
    }

    // Area within ± reach of the maximum, which Pearson's windows are centred on.
    static double Area(IReadOnlyList<MultipletLine> lines, double resolutionEv, double reachEv)
    {
        const double Step = 0.05;
        var shapes = Shapes(lines, resolutionEv);
        var (centre, highest) = (0.0, 0.0);
        for (var x = -4.0; x <= 4; x += Step)
            if (At(shapes, x) is var height && height > highest) (centre, highest) = (x, height);
        var sum = 0.0;
        for (var x = centre - reachEv; x <= centre + reachEv; x += Step) sum += At(shapes, x);
        return sum * Step;
    }

    static (MultipletLine Line, VoigtShape Shape)[] Shapes(IReadOnlyList<MultipletLine> lines, double resolutionEv) => [.. lines.Select(line => (line, LineProfile.Shape(resolutionEv, line.FwhmEv)))];

    static double At((MultipletLine Line, VoigtShape Shape)[] lines, double x)
    {
        var sum = 0.0;
        foreach (var (line, shape) in lines) sum += line.Height * shape.At(x - line.OffsetEv);
        return sum;
    }

    // Drude energy-loss function, normalised to unit area.
    static double[] Plasmon(double dispersionEv)
    {
        var kernel = new double[(int)(PlasmonReachEv / dispersionEv) + 1];
        var sum = 0.0;
        for (var k = 1; k < kernel.Length; k++)
        {
            var energy = k * dispersionEv;
            var difference = energy * energy - PlasmonEv * PlasmonEv;
            kernel[k] = energy * PlasmonWidthEv * PlasmonEv * PlasmonEv / (difference * difference + energy * energy * PlasmonWidthEv * PlasmonWidthEv);
            sum += kernel[k];
        }
        for (var k = 0; k < kernel.Length; k++) kernel[k] /= sum;
        return kernel;
    }

    static double[] Convolved(double[] signal, double[] kernel)
    {
        var result = new double[signal.Length];
        for (var c = 0; c < signal.Length; c++)
        {
            var length = Math.Min(kernel.Length, signal.Length - c);
            if (signal[c] == 0) continue;
            var target = result.AsSpan(c, length);
            TensorPrimitives.MultiplyAdd(kernel.AsSpan(0, length), signal[c], target, target);
        }
        return result;
    }
}
