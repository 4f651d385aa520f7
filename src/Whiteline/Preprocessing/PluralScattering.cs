using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// How often electrons were scattered again, as the low loss recorded with each spectrum tells it: the electrons of the zero-loss peak, I0, and those that
/// lost energy besides. A core-loss spectrum is the single scattering convolved with the low loss (Egerton, Electron Energy-Loss Spectroscopy in the Electron Microscope,
/// 3rd ed., section 4.2.2). The zero loss counts as δ: its width is the resolution, which stays as it is.
/// </summary>
public sealed class PluralScattering
{
    // A zero-loss peak is as wide as the resolution; what is wider is a plasmon or an edge.
    const double WidestPeakEv = 5;
    const double FarthestPeakEv = 100;

    // Losses begin behind the zero loss and before the plasmon of any solid.
    const double LossesBeforeEv = 10;

    // Of plasmons and the interband losses behind them; what is beyond is a hundredth of I0 and less.
    const double LeastReachEv = 40;

    // No drift within an image is larger.
    const double MostDriftEv = 10;

    const double SmoothingEv = 0.3;
    const double MostSaturated = 0.5;

    static readonly ConditionalWeakTable<ISpectra, PluralScattering> Known = [];

    readonly ISpectra low;
    readonly double[] centresEv;

    PluralScattering(ISpectra low, double[] centresEv, double peakFwhmEv, double boundaryEv, double[] relativeThickness, int saturated)
    {
        this.low = low;
        this.centresEv = centresEv;
        PeakFwhmEv = peakFwhmEv;
        BoundaryEv = boundaryEv;
        RelativeThickness = relativeThickness;
        Saturated = saturated;
    }

    /// <summary>Full width at half maximum of the zero-loss peak of the mean, eV.</summary>
    public double PeakFwhmEv { get; }

    /// <summary>Where losses begin, eV above the centre of the zero-loss peak: the lowest place between it and the plasmon.</summary>
    public double BoundaryEv { get; }

    /// <summary>t/λ of each spectrum, ln of all electrons over those of the zero loss (Egerton, section 5.1); NaN without a zero-loss peak. Shape (n).</summary>
    public IReadOnlyList<double> RelativeThickness { get; }

    /// <summary>How many zero-loss peaks are cut off at the detector's ceiling: thinner than they seem.</summary>
    public int Saturated { get; }

    /// <summary>Reads it off low-loss spectra in three passes, and remembers it for as long as they live.</summary>
    /// <param name="low">The low loss of each spectrum; must outlive the result.</param>
    /// <param name="context">Name of the core-loss file for messages, threads, cancellation.</param>
    /// <exception cref="BadInputException">They hold no zero-loss peak, only a part of it, a saturated one, or too little of what follows; says which.</exception>
    public static PluralScattering Of(ISpectra low, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(context);
        if (Known.TryGetValue(low, out var known)) return known;
        var scattering = Read(low, context);
        Known.AddOrUpdate(low, scattering);
        return scattering;
    }

    static PluralScattering Read(ISpectra low, StepContext context)
    {
        var (centres, saturated) = Centres(low, context);
        var mean = new AlignedMean(low.Axis);
        SpectraPass.ForEach(low, context, block =>
        {
            var part = new AlignedMean(block.Axis);
            for (var i = 0; i < block.Count; i++) part.Add(block[i], centres[block.First + i]);
            return part;
        }, mean.Add);
        var (fwhm, boundary) = mean.Shape(context.Source);
        var thickness = new double[low.Count];
        SpectraPass.ForEach(
            low,
            context,
            block => (block.First, Values: Enumerable.Range(0, block.Count).Select(i => Thickness(new(block.Axis, block[i]), centres[block.First + i] + boundary)).ToArray()),
            block => block.Values.CopyTo(thickness, block.First));
        return new(low, centres, fwhm, boundary, thickness, saturated);
    }

    static (double[] CentresEv, int Saturated) Centres(ISpectra low, StepContext context)
    {
        var centres = new double[low.Count];
        var isSaturated = new bool[low.Count];
        SpectraPass.ForEach(low, context, block => (block.First, Peaks: Enumerable.Range(0, block.Count).Select(i => Peak(block.Axis, block[i])).ToArray()), block =>
        {
            for (var i = 0; i < block.Peaks.Length; i++) (centres[block.First + i], isSaturated[block.First + i]) = block.Peaks[i];
        });
        double[] seen = [.. centres.Where(double.IsFinite).Order()];
        if (seen.Length == 0) throw BadInputException.In(context.Source, "no zero-loss peak was found in its low-loss partner", "Check that 0 eV is on the low-loss axis.");
        // What is highest in noise lies anywhere.
        for (var i = 0; i < centres.Length; i++)
            if (!(Math.Abs(centres[i] - seen[seen.Length / 2]) <= MostDriftEv)) (centres[i], isSaturated[i]) = (double.NaN, false);
        var saturated = isSaturated.Count(yes => yes);
        if (saturated > MostSaturated * centres.Count(double.IsFinite))
            throw BadInputException.In(context.Source, $"{saturated} of the {low.Count} zero-loss peaks of its low-loss partner are cut off at the detector's ceiling, so how many electrons they hold is not known", "Record the low loss with a shorter exposure, or leave out the deconvolution.");
        return (centres, saturated);
    }

    static (double CentreEv, bool IsSaturated) Peak(EnergyAxis axis, ReadOnlySpan<float> spectrum) =>
        TensorPrimitives.IsFiniteAll(spectrum) && ZeroLossPeak.Centre(axis, spectrum) is { } centre && Math.Abs(centre) <= FarthestPeakEv
            ? (centre, Ceiling.Of(spectrum).IsRun && Ceiling.CanBeJudged(spectrum))
            : (double.NaN, false);

    /// <summary>The low loss of some spectra, for <see cref="Again"/>.</summary>
    public SpectrumBlock LowLoss(int first, int count) => SpectraPass.ReadBlock(low, first, count);

    /// <summary>The electrons scattered again, per channel of a core-loss axis, over those that were not: entry m is what a loss of m channels holds. Entry 0 counts losses of half a channel and less.</summary>
    /// <param name="lowLoss">The low loss of some spectra.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="dispersionEv">Width of a channel, eV.</param>
    /// <param name="channels">Most entries.</param>
    /// <returns>Shape (channels), or less where the low loss ends before; empty without a zero-loss peak.</returns>
    public double[] Again(SpectrumBlock lowLoss, int index, double dispersionEv, int channels)
    {
        var centre = centresEv[lowLoss.First + index];
        if (!double.IsFinite(RelativeThickness[lowLoss.First + index])) return [];
        var electrons = new Electrons(low.Axis, lowLoss[index]);
        var elastic = electrons.Below(centre + BoundaryEv);
        var again = new double[(int)Math.Min(channels, (low.Axis.LastEv - centre) / dispersionEv + 0.5)];
        var before = elastic;
        for (var m = 0; m < again.Length; m++)
        {
            var until = electrons.Below(centre + Math.Max(BoundaryEv, (m + 0.5) * dispersionEv));
            again[m] = (until - before) / elastic;
            before = until;
        }
        return again;
    }

    static double Thickness(Electrons electrons, double boundaryEv)
    {
        var elastic = electrons.Below(boundaryEv);
        return elastic > 0 && double.IsFinite(boundaryEv) ? Math.Log(Math.Max(electrons.All, elastic) / elastic) : double.NaN;
    }

    /// <summary>Counts of a spectrum up to an energy: its channels are bars, so that no width of another channel loses a count.</summary>
    readonly struct Electrons
    {
        readonly EnergyAxis axis;
        readonly double[] sums;

        public Electrons(EnergyAxis axis, ReadOnlySpan<float> spectrum)
        {
            this.axis = axis;
            sums = new double[spectrum.Length + 1];
            for (var c = 0; c < spectrum.Length; c++) sums[c + 1] = sums[c] + spectrum[c];
        }

        public double All => sums[^1];

        public double Below(double energyEv)
        {
            var edge = Math.Clamp((energyEv - axis.OffsetEv) / axis.DispersionEv + 0.5, 0, sums.Length - 1);
            if (double.IsNaN(edge)) return double.NaN;
            var c = Math.Min((int)edge, sums.Length - 2);
            return sums[c] + (edge - c) * (sums[c + 1] - sums[c]);
        }
    }

    /// <summary>The mean of low-loss spectra brought to one zero loss, to the channel.</summary>
    sealed class AlignedMean(EnergyAxis axis)
    {
        // Around the centre: twice the axis holds every place of it.
        readonly double[] sums = new double[2 * axis.Count + 1];
        int left = axis.Count;
        int right = axis.Count;

        public void Add(ReadOnlySpan<float> spectrum, double centreEv)
        {
            if (!double.IsFinite(centreEv)) return;
            var centre = (int)Math.Round((centreEv - axis.OffsetEv) / axis.DispersionEv);
            for (var c = 0; c < spectrum.Length; c++) sums[axis.Count + c - centre] += spectrum[c];
            // What every spectrum holds.
            (left, right) = (Math.Min(left, centre), Math.Min(right, spectrum.Length - 1 - centre));
        }

        public void Add(AlignedMean other)
        {
            TensorPrimitives.Add(sums, other.sums, sums);
            (left, right) = (Math.Min(left, other.left), Math.Min(right, other.right));
        }

        public (double FwhmEv, double BoundaryEv) Shape(string source)
        {
            var step = axis.DispersionEv;
            var (below, above) = (HalfWidth(-1, left), HalfWidth(1, right));
            var fwhm = (below + above) * step;
            if (!(fwhm <= WidestPeakEv)) throw BadInputException.In(source, double.IsNaN(fwhm)
                ? "the axis of its low-loss partner begins or ends within the zero-loss peak"
                : FormattableString.Invariant($"the highest peak of its low-loss partner is {fwhm:0.#} eV wide, which is no zero loss"), "Give the low loss with the whole zero-loss peak.");
            if (right * step < LeastReachEv) throw BadInputException.In(source, FormattableString.Invariant($"its low-loss partner ends {right * step:0.#} eV behind the zero loss, and plural scattering reaches farther"), FormattableString.Invariant($"Record the low loss to {LeastReachEv} eV or more."));
            var smoothing = (int)Math.Ceiling(SmoothingEv / step / 2);
            var (first, last) = ((int)Math.Ceiling(fwhm / step), (int)Math.Max(Math.Ceiling(fwhm / step), LossesBeforeEv / step));
            var lowest = Enumerable.Range(first, last - first + 1).MinBy(c => TensorPrimitives.Sum<double>(sums.AsSpan(axis.Count + c - smoothing, 2 * smoothing + 1)));
            return (fwhm, lowest * step);
        }

        // Channels from the centre to half the maximum; NaN where the axis ends before.
        double HalfWidth(int direction, int room)
        {
            var half = sums[axis.Count] / 2;
            for (var c = 1; c <= room; c++)
            {
                var (inner, outer) = (sums[axis.Count + direction * (c - 1)], sums[axis.Count + direction * c]);
                if (outer < half) return c - 1 + (inner - half) / (inner - outer);
            }
            return double.NaN;
        }
    }
}
