using System.Text.Json.Nodes;
using Whiteline.Features;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Calibration by the zero-loss peak of a low-loss image that was acquired together with the core loss (dual EELS): the shift of every
/// pixel is stored, so that drift within the image is corrected without resampling.
/// </summary>
static class ZeroLossCalibration
{
    /// <summary>Finds the zero-loss peak of every pixel.</summary>
    /// <exception cref="BadInputException">There is no low-loss partner, it has another size, or it shows no zero-loss peak.</exception>
    public static IFittedStep Fit(ISpectra input, StepContext context)
    {
        var lowLoss = context.LowLoss
            ?? throw BadInputException.In(context.Source, "calibration by the zero-loss peak needs the low-loss spectra", "Give the low-loss file, or choose another calibration.");
        if (lowLoss.Count != input.Count)
            throw BadInputException.In(context.Source, $"the low-loss file has {lowLoss.Count} spectra for {input.Count} core-loss spectra", "Give the low-loss image that was acquired together with this one.");
        var centres = Centres(lowLoss, context);
        var known = centres.Where(centre => !double.IsNaN(centre)).Order().ToArray();
        if (known.Length == 0)
            throw BadInputException.In(context.Source, "the low-loss spectra show no zero-loss peak", "Give a low-loss file that holds it whole, or choose another calibration.");
        var median = known[known.Length / 2];
        var shifts = Array.ConvertAll(centres, centre => double.IsNaN(centre) ? -median : -centre);
        return new ZeroLossFitted(input.Axis, shifts, new(
            "energy-calibration",
            FormattableString.Invariant($"The energy axis of each pixel was calibrated by its zero-loss peak (median {median:0.00} eV, from {known[0]:0.00} to {known[^1]:0.00} eV; {centres.Length - known.Length} pixels without one took the median)."),
            new JsonObject { ["offsetEv"] = -median, ["lowestEv"] = known[0], ["highestEv"] = known[^1], ["withoutPeak"] = centres.Length - known.Length }));
    }

    static double[] Centres(ISpectra lowLoss, StepContext context)
    {
        var channels = lowLoss.Axis.Count;
        var centres = new double[lowLoss.Count];
        var block = MeanSpectrum.BlockSize(lowLoss.Axis);
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation };
        Parallel.For(0, (lowLoss.Count + block - 1) / block, options, b =>
        {
            var first = b * block;
            var count = Math.Min(block, lowLoss.Count - first);
            var samples = new float[count * channels];
            lowLoss.Read(first, count, samples);
            for (var i = 0; i < count; i++)
                centres[first + i] = ZeroLossPeak.Centre(samples.AsSpan(i * channels, channels), lowLoss.Axis) ?? double.NaN;
        });
        return centres;
    }

    sealed class ZeroLossFitted(EnergyAxis axis, double[] shifts, AppliedStep applied) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied => applied;

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            for (var i = 0; i < block.Count; i++) block.ShiftsEv[i] += shifts[block.First + i];
            return block;
        }
    }
}
