using System.Numerics.Tensors;
using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>
/// Fractions of all spectra of a file, block by block on all cores. Spectra are fitted as they were recorded, with their background and on their own channels: what is subtracted or interpolated
/// first cannot be given its noise back. Threads do not change the result.
/// </summary>
public static class FractionAnalysis
{
    /// <summary>Runs every method that can be used.</summary>
    /// <param name="spectra">Spectra of one file.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="context">Where they came from, seed, threads, cancellation.</param>
    /// <param name="isMasked">Shape (n): spectra to leave out; null for none.</param>
    /// <param name="progress">Receives progress, or null.</param>
    /// <exception cref="BadInputException">The spectra do not hold the edge.</exception>
    public static FractionResult Run(ISpectra spectra, FractionRequest request, StepContext context, IReadOnlyList<bool>? isMasked = null, IProgress<WorkProgress>? progress = null)
    {
        var reference = EnergyReference.Literature(request.References.Edge.Element);
        var calibrated = new Recipe(KnownAxis.Calibration(request.Axis, context, reference) ?? new(CalibrationMode.Auto, Reference: reference)).Prepare(spectra, context);
        var fit = new MixtureFit(request.References, calibrated.Axis, new() { ShiftSdEv = request.Axis?.UncertaintyEv });
        var ratio = new RatioFractions(request.References, fit.Axis);
        List<string> findings = [$"For the fractions: {calibrated.Applied[0].Sentence}", $"Fractions are shares of the white-line intensity, which need not be shares of the ions; references from {request.References.Source}."];
        if (ratio.Refusal is { } refusal) findings.Add($"The white-line ratio was not used: {refusal}.");
        var (mlls, ratios) = (new FractionEstimate?[spectra.Count], new FractionEstimate?[spectra.Count]);
        var shifts = new double[spectra.Count];
        var size = Math.Clamp(SpectraPass.BlockSize(spectra), 1, Math.Max(1, spectra.Count / (4 * context.Threads)));
        var done = 0;
        ParallelWork.For((spectra.Count + size - 1) / size, context.Threads, b =>
        {
            var first = b * size;
            var block = calibrated.ReadBlock(first, Math.Min(size, spectra.Count - first));
            block.ShiftsEv.CopyTo(shifts, first);
            var edges = new double[fit.Axis.Count];
            for (var i = 0; i < block.Count; i++)
            {
                if (isMasked?[first + i] == true || !TensorPrimitives.IsFiniteAll<float>(block[i])) continue;
                var estimate = fit.Fit(block[i], context.Seed.Branch("fractions", first + i).Random(), edges);
                mlls[first + i] = estimate;
                ratios[first + i] = ratio.Estimate(fit.Axis, edges, estimate.ShiftEv, estimate.Fractions);
            }
            progress?.Report(new("fractions", Interlocked.Add(ref done, block.Count), spectra.Count));
        }, context.Cancellation);
        List<MethodFractions> methods = [new(FractionMethod.Mlls, mlls)];
        if (request.Network is not null && ByNetwork(request.Network, calibrated, shifts, mlls, context, findings) is { } network) methods.Add(new(FractionMethod.Network, network));
        if (ratio.Refusal is null) methods.Add(new(FractionMethod.Ratio, ratios));
        return new(request.References.States, methods, findings);
    }

    static FractionEstimate?[]? ByNetwork(FractionNetwork network, PreparedSpectra calibrated, double[] shiftsEv, FractionEstimate?[] mlls, StepContext context, List<string> findings)
    {
        try
        {
            var aligned = new AlignedSpectra(calibrated, [.. mlls.Select(estimate => estimate is { ShiftEv: var shift } && double.IsFinite(shift) ? shift : 0)]);
            var resample = network.Recipe.Steps.OfType<Resample>().Single();
            // Every spectrum has a shift of its own: one that is moved off the network's axis keeps back no other's fractions.
            bool[] isShort = [.. Enumerable.Range(0, aligned.Count).Select(i => mlls[i] is not null && Resample.MissingEv(aligned.Axis, network.Axis, shiftsEv[i] - aligned.FoundEv[i]) > resample.MostExtensionEv)];
            var (count, all) = (isShort.Count(yes => yes), mlls.Count(one => one is not null));
            if (count > 0 && count == all) throw Resample.Misses(aligned.Axis, network.Axis, aligned.ShiftEv(Array.IndexOf(isShort, true)), context.Source);
            if (count > 0) findings.Add(FormattableString.Invariant($"The network was not used for {count} of {all} spectra: where their lines lie, they end more than {resample.MostExtensionEv:0.##} eV short of its window ({network.Axis})."));
            var prepared = network.Recipe.With(resample with { MostExtensionEv = double.MaxValue }).Prepare(aligned, context with { OwnShifts = true });
            var estimates = new FractionEstimate?[calibrated.Count];
            SpectraPass.ForEach(prepared, context, block => (block.First, Estimates: network.Estimate(block.Intensity)), made =>
            {
                for (var i = 0; i < made.Estimates.Length; i++)
                    if (mlls[made.First + i] is not null && !isShort[made.First + i]) estimates[made.First + i] = made.Estimates[i];
            });
            return estimates;
        }
        catch (BadInputException error)
        {
            // One method that a file does not suit is no reason to keep back what the others say.
            findings.Add($"The network was not used: {error.Message}");
            return null;
        }
    }
}
