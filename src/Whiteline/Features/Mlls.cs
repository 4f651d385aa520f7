using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>What a spectrum is made of.</summary>
/// <param name="Weights">How much of each reference, shape (k); ≥ 0.</param>
/// <param name="Fractions">Weights times the references' areas, divided by their sum, shape (k); equal parts when all weights are 0.</param>
/// <param name="ShiftEv">By how much the references were moved to higher energy, eV.</param>
/// <param name="BroadeningEv">By how much they were broadened (σ), eV.</param>
/// <param name="ResidualNorm">Length of what is left, in units of the spectrum.</param>
public sealed record MllsFit(double[] Weights, double[] Fractions, double ShiftEv, double BroadeningEv, double ResidualNorm)
{
    /// <summary>How much of each term that does not move, shape (j); ≥ 0.</summary>
    public double[] Still { get; init; } = [];
}

/// <summary>
/// Multiple linear least squares of references: a spectrum as a sum of references with weights of at least 0 and a constant, with one energy shift and one broadening of
/// all references fitted with them. Shift and broadening are tried on a grid, for which the normal equations are prepared once; the shift is refined by a
/// parabola. The weights of one shift are those of <see cref="NonNegativeLeastSquares"/>.
/// </summary>
public sealed class Mlls
{
    const double ShiftStepEv = 0.2;

    readonly Candidate[] candidates;
    readonly double[] areas;
    readonly int references;
    readonly int channels;
    readonly int shifts;

    /// <summary>Prepares the fits.</summary>
    /// <param name="axis">Energy axis of references and spectra.</param>
    /// <param name="references">Shape (k, channels), C order.</param>
    /// <param name="largestShiftEv">Shifts up to this are tried, eV; ≥ 0, 0 for none.</param>
    /// <param name="broadeningsEv">Broadenings (σ) to try, eV; each ≥ 0, at least one; null for none.</param>
    /// <param name="still">Terms beside the references that neither move nor count as a fraction, shape (j, channels), such as a background; their weights are at least 0 too. Empty for a constant.</param>
    /// <exception cref="BadInputException">There is no reference, the references are no whole number of spectra, or one has no intensity.</exception>
    /// <exception cref="ArgumentException">The shift or a broadening is out of range, or the terms that do not move are no whole number of spectra.</exception>
    public Mlls(EnergyAxis axis, ReadOnlySpan<float> references, double largestShiftEv = 0, IReadOnlyList<double>? broadeningsEv = null, ReadOnlySpan<float> still = default)
    {
        if (!(largestShiftEv >= 0) || double.IsInfinity(largestShiftEv)) throw new ArgumentOutOfRangeException(nameof(largestShiftEv), largestShiftEv, "The largest shift is a finite number of at least 0.");
        if (broadeningsEv is not null && (broadeningsEv.Count == 0 || broadeningsEv.Any(broadening => !(broadening >= 0) || double.IsInfinity(broadening))))
            throw new ArgumentException("Broadenings are finite numbers of at least 0, and there is at least one.", nameof(broadeningsEv));
        if (still.Length % axis.Count != 0) throw new ArgumentException($"{still.Length} intensities are no whole number of spectra of {axis.Count} channels.", nameof(still));
        if (references.Length % axis.Count != 0)
            throw new BadInputException($"The references have {references.Length} intensities, which is no whole number of spectra of {axis.Count} channels. Bring them onto the energy axis of the spectra.");
        channels = axis.Count;
        float[] terms = still.IsEmpty ? [.. Enumerable.Repeat(1f, axis.Count)] : still.ToArray();
        this.references = references.Length / axis.Count;
        if (this.references == 0) throw new BadInputException("MLLS needs at least one reference spectrum.");
        areas = new double[this.references];
        for (var k = 0; k < areas.Length; k++)
        {
            areas[k] = TensorPrimitives.Sum(references.Slice(k * axis.Count, axis.Count)) * axis.DispersionEv;
            if (!(areas[k] > 0)) throw new BadInputException($"Reference spectrum {k} of the least-squares fit has no intensity. Remove its background, not its edge.");
        }
        var steps = (int)Math.Round(largestShiftEv / ShiftStepEv);
        shifts = 2 * steps + 1;
        var made = new List<Candidate>();
        foreach (var broadening in broadeningsEv ?? [0])
            for (var step = -steps; step <= steps; step++) made.Add(new([.. Moved(axis, references, step * ShiftStepEv, broadening), .. terms], axis.Count, step * ShiftStepEv, broadening));
        candidates = [.. made];
    }

    /// <summary>Fits one spectrum.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel.</exception>
    public MllsFit Fit(ReadOnlySpan<float> spectrum)
    {
        var (solutions, residuals) = Solve(spectrum);
        return FitAt(Array.IndexOf(residuals, residuals.Min()), solutions, residuals);
    }

    /// <summary>The best fits whose shifts are no neighbours of a better one, the best first: where a finer search should start.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="most">Most fits; at least 1.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel, or no fit is asked for.</exception>
    public IReadOnlyList<MllsFit> Minima(ReadOnlySpan<float> spectrum, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var (solutions, residuals) = Solve(spectrum);
        // The best broadening at every shift.
        int[] profile = [.. Enumerable.Range(0, shifts).Select(shift => Enumerable.Range(0, candidates.Length / shifts).Select(level => level * shifts + shift).MinBy(c => residuals[c]))];
        return
        [
            .. Enumerable.Range(0, shifts)
                .Where(shift => (shift == 0 || residuals[profile[shift]] <= residuals[profile[shift - 1]]) && (shift == shifts - 1 || residuals[profile[shift]] < residuals[profile[shift + 1]]))
                .Select(shift => profile[shift]).DefaultIfEmpty(Array.IndexOf(residuals, residuals.Min()))
                .OrderBy(c => residuals[c]).Take(most).Select(c => FitAt(c, solutions, residuals)),
        ];
    }

    (double[][] Solutions, double[] Residuals) Solve(ReadOnlySpan<float> spectrum)
    {
        if (spectrum.Length != channels) throw new ArgumentException($"{spectrum.Length} intensities on an axis of {channels} channels.", nameof(spectrum));
        var square = WideDot.Of(spectrum, spectrum);
        var solutions = new double[candidates.Length][];
        var residuals = new double[candidates.Length];
        for (var c = 0; c < candidates.Length; c++)
        {
            (solutions[c], var fall) = candidates[c].Solve(spectrum);
            residuals[c] = Math.Max(0, square - fall);
        }
        return (solutions, residuals);
    }

    MllsFit FitAt(int best, double[][] solutions, double[] residuals)
    {
        var weights = solutions[best][..references];
        var parts = weights.Zip(areas, (weight, area) => weight * area).ToArray();
        var sum = parts.Sum();
        return new(
            weights,
            sum > 0 ? [.. parts.Select(part => part / sum)] : [.. parts.Select(_ => 1.0 / references)],
            candidates[best].ShiftEv + Refinement(residuals, best),
            candidates[best].BroadeningEv,
            Math.Sqrt(residuals[best]))
        {
            Still = solutions[best][references..],
        };
    }

    double Refinement(double[] residuals, int best)
    {
        if (best % shifts == 0 || best % shifts == shifts - 1) return 0;
        var curvature = residuals[best - 1] - 2 * residuals[best] + residuals[best + 1];
        return curvature > 0 ? ShiftStepEv * Math.Clamp(0.5 * (residuals[best - 1] - residuals[best + 1]) / curvature, -0.5, 0.5) : 0;
    }

    static float[] Moved(EnergyAxis axis, ReadOnlySpan<float> references, double shiftEv, double sigmaEv)
    {
        var moved = new float[references.Length];
        for (var start = 0; start < references.Length; start += axis.Count)
        {
            var reference = references.Slice(start, axis.Count);
            for (var c = 0; c < axis.Count; c++) moved[start + c] = (float)Value(reference, c - shiftEv / axis.DispersionEv, sigmaEv / axis.DispersionEv);
        }
        return moved;
    }

    // Linear between channels, constant beyond the ends, averaged over a Gaussian.
    static double Value(ReadOnlySpan<float> reference, double at, double sigma)
    {
        if (sigma <= 0) return Linear(reference, at);
        double sum = 0, weights = 0;
        var half = (int)Math.Ceiling(4 * sigma);
        for (var k = -half; k <= half; k++)
        {
            var weight = Math.Exp(-0.5 * k * k / (sigma * sigma));
            sum += weight * Linear(reference, at + k);
            weights += weight;
        }
        return sum / weights;
    }

    static double Linear(ReadOnlySpan<float> reference, double at)
    {
        at = Math.Clamp(at, 0, reference.Length - 1);
        var k = Math.Min((int)at, reference.Length - 2);
        return reference[k] + (at - k) * (reference[k + 1] - reference[k]);
    }

    /// <summary>The references at one shift and broadening, and what does not move, with their normal equations.</summary>
    sealed class Candidate
    {
        readonly float[] rows;
        readonly int channels;
        readonly double[,] gram;

        public Candidate(float[] rows, int channels, double shiftEv, double broadeningEv)
        {
            (this.rows, this.channels, ShiftEv, BroadeningEv) = (rows, channels, shiftEv, broadeningEv);
            var k = rows.Length / channels;
            gram = new double[k, k];
            for (var i = 0; i < k; i++)
                for (var j = 0; j < k; j++) gram[i, j] = WideDot.Of(Row(i), Row(j));
        }

        public double ShiftEv { get; }

        public double BroadeningEv { get; }

        /// <summary>Weights, and by how much they lower the squared residual.</summary>
        public (double[] Weights, double Fall) Solve(ReadOnlySpan<float> spectrum)
        {
            var k = gram.GetLength(0);
            var product = new double[k];
            for (var i = 0; i < k; i++) product[i] = WideDot.Of(Row(i), spectrum);
            var weights = new double[k];
            NonNegativeLeastSquares.Solve(gram, product, weights);
            var fall = 0.0;
            for (var i = 0; i < k; i++)
            {
                fall += 2 * weights[i] * product[i];
                for (var j = 0; j < k; j++) fall -= weights[i] * weights[j] * gram[i, j];
            }
            return (weights, fall);
        }

        ReadOnlySpan<float> Row(int i) => rows.AsSpan(i * channels, channels);
    }
}
