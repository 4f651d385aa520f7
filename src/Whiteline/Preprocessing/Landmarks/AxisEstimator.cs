using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing.Landmarks;

/// <summary>
/// Estimates the error of a file's energy axis from what the file holds: every feature of known energy that lies on the axis says where it should be. Looked for in the mean
/// spectrum weighted by counts. What the noise does to a position is found by adding more of it (parametric bootstrap; Efron and Tibshirani 1993, chapter 6).
/// </summary>
public static class AxisEstimator
{
    // A dispersion that was calibrated once is off by about so much.
    const double DispersionError = 0.005;

    // A partner's zero loss was moved by the drift tube, whose voltage is known this well, and not along the dispersion.
    const double DriftTubeError = 0.001;

    const int Draws = 40;

    // V L2,3 lies 20 eV before O K: on an axis that may be off either is taken for the other.
    const string LikeOxygen = "V";

    /// <summary>Estimates the offset; null when no landmark stands out of the noise.</summary>
    /// <param name="spectra">Spectra of one file, on the axis in question.</param>
    /// <param name="element">Element of the L2,3 edge; null for the strongest that is seen.</param>
    /// <param name="context">Seed, threads; its low-loss partner, where there is one, gives the zero loss.</param>
    /// <param name="reference">Where L3 of the element is expected; null for the literature.</param>
    public static AxisEstimate? Of(ISpectra spectra, string? element, StepContext context, EnergyReference? reference = null)
    {
        var mean = Mean(DeadChannels.Bridge(spectra, context), context);
        List<(Landmark Landmark, Sighting Seen, double StatisticalEv)> seen = [];
        Look(new ZeroLossLandmark(), spectra.Axis, mean);
        Look(KEdgeLandmark.Carbon, spectra.Axis, mean);
        Look(KEdgeLandmark.Nitrogen, spectra.Axis, mean);
        var lines = Lines(spectra.Axis, mean, element, reference);
        Look(lines is null && element is null ? KEdgeLandmark.AnyOxygen : KEdgeLandmark.MetalOxide, spectra.Axis, mean);
        if (lines is not null) Look(lines, spectra.Axis, mean);
        if (seen.Count == 0 && context.LowLoss is null) return null;
        // The offset is wanted where the white lines are; without any, at the landmark that is known best.
        var at = lines?.Reference.CentreEv ?? (element is null ? null : EnergyReference.Literature(element)?.CentreEv) ?? (seen.Count > 0 ? seen.MinBy(one => one.Seen.ScatterEv).Seen.ExpectedEv : 0);
        List<LandmarkEstimate> landmarks = [.. seen.Select(one => Estimate(one.Landmark, one.Seen, one.StatisticalEv, DispersionError * Math.Abs(one.Seen.ExpectedEv - at)))];
        if (context.LowLoss is { } low && !landmarks.Any(landmark => landmark.ExpectedEv == 0))
        {
            seen.Clear();
            Look(new ZeroLossLandmark(), low.Axis, Mean(low, context));
            if (seen.Count > 0) landmarks.Insert(0, Estimate(seen[0].Landmark, seen[0].Seen, seen[0].StatisticalEv, DriftTubeError * at) with { Name = "zero loss of the partner" });
        }
        return landmarks.Count == 0 ? null : AxisEstimate.Combined(landmarks, lines?.Edge.Element, at);

        void Look(Landmark landmark, EnergyAxis axis, float[] spectrum)
        {
            if (landmark.Find(axis, spectrum) is { } found) seen.Add((landmark, found, Statistical(landmark, axis, spectrum, found, context.Seed.Branch($"axis/{landmark.Name}"))));
        }
    }

    static LandmarkEstimate Estimate(Landmark landmark, Sighting seen, double statisticalEv, double dispersionEv) =>
        new(landmark.Name, seen.FoundEv, seen.ExpectedEv, statisticalEv, dispersionEv, seen.ScatterEv, seen.Significance, landmark.Basis);

    static float[] Mean(ISpectra spectra, StepContext context) => Array.ConvertAll(MeanSpectrum.Of(spectra, context).Weighted, value => (float)value);

    static WhiteLineLandmark? Lines(EnergyAxis axis, float[] mean, string? element, EnergyReference? reference) => Edge.All
        .Where(edge => edge.SplittingEv is not null && (element is null ? edge.Element != LikeOxygen : string.Equals(edge.Element, element, StringComparison.OrdinalIgnoreCase)))
        .Where(edge => axis.Covers(new(edge.OnsetEv, edge.OnsetEv + edge.SplittingEv!.Value)))
        .Select(edge => new WhiteLineLandmark(edge, reference ?? EnergyReference.Literature(edge.Element)!))
        .Select(landmark => (Landmark: landmark, Seen: landmark.Find(axis, mean)))
        .Where(found => found.Seen is not null)
        .OrderByDescending(found => found.Seen!.Value.Significance)
        .Select(found => found.Landmark).FirstOrDefault();

    static double Statistical(Landmark landmark, EnergyAxis axis, float[] spectrum, Sighting found, Seed seed)
    {
        var random = seed.Random();
        var channels = axis.ChannelsIn(landmark.Around(found));
        var sigma = NoiseLevel.Of(spectrum.AsSpan(channels));
        var noisy = new float[spectrum.Length];
        List<double> offsets = [];
        for (var draw = 0; draw < Draws; draw++)
        {
            spectrum.CopyTo(noisy, 0);
            foreach (ref var value in noisy.AsSpan(channels)) value += (float)(sigma * random.NextNormal());
            if (landmark.Again(axis, noisy, found) is { } again) offsets.Add(again.ExpectedEv - again.FoundEv);
        }
        if (offsets.Count < 2) return axis.DispersionEv;
        var mean = offsets.Average();
        return Math.Sqrt(offsets.Sum(offset => (offset - mean) * (offset - mean)) / (offsets.Count - 1));
    }
}
