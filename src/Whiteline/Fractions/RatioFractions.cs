using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>
/// Mean valence by the white-line ratio (<see cref="WhiteLineRatio"/>). L3/(L3 + L2) of a mixture is the mean of its states' weighted by their fractions, so that between two neighbouring
/// states the valence is a straight line of it. It applies where it rises or falls from state to state by more than specimens of one state scatter; <see cref="Refusal"/> says when it does not.
/// </summary>
public sealed class RatioFractions
{
    // Neighbouring states must be this many standard deviations of their scatter apart.
    const double LeastSeparation = 2;

    // Of a normal distribution, 0.9.
    const double IntervalSigmas = 1.6449;

    // Of the difference between sessions after the fit has taken it away.
    const double LeftOver = 0.08;

    // What most instruments blur: the ratio in windows changes little with it.
    const double TypicalBroadeningEv = 0.8;

    readonly ReferenceSet references;
    readonly EnergyAxis reach;
    readonly double[] shares;
    readonly double[] scatter;

    /// <summary>Measures the references as the spectra will be measured.</summary>
    /// <param name="references">References.</param>
    /// <param name="axis">Energy axis of the spectra: the continuum is taken as far beyond L2 as they reach.</param>
    public RatioFractions(ReferenceSet references, EnergyAxis axis)
    {
        this.references = references;
        reach = references.Axis.Slice(references.Axis.ChannelsIn(new(references.Axis.OffsetEv, Math.Max(references.Axis.OffsetEv + 1, Math.Min(axis.LastEv, references.Axis.LastEv)))));
        var k = references.States.Count;
        (shares, scatter) = (new double[k], new double[k]);
        var bank = new ReferenceBank(references);
        var rows = bank.Rung(bank.RungOf(Math.Pow(ReferenceBank.SigmaPerFwhm * TypicalBroadeningEv, 2)));
        var shapes = k + bank.OwnOf.Sum();
        for (var i = 0; i < k; i++)
        {
            shares[i] = Share(rows[i], references.Lines[i]);
            // Continuum and plural scattering are brought to those of the references first, as well as a fit tells them.
            var squares = references.Scatter[i] * references.Scatter[i];
            for (var j = 0; j < bank.SharedCount; j++) squares += Math.Pow(Share([.. rows[i].Zip(rows[shapes + j * k + i], (curve, shape) => curve + LeftOver * shape)], references.Lines[i]) - shares[i], 2);
            scatter[i] = Math.Sqrt(squares);
        }
        Refusal = Reason();
    }

    /// <summary>Why the ratio does not tell these states apart; null when it does.</summary>
    public string? Refusal { get; }

    /// <summary>Estimates a spectrum.</summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="edges">Intensity without background, shape (channels).</param>
    /// <param name="shiftEv">By how much its lines lie higher than the references', eV.</param>
    /// <param name="fractions">A first estimate of the fractions, which says where the lines are, shape (k).</param>
    /// <returns>Null where the lines cannot be measured, the ratio lies outside of what the states have, or it does not apply.</returns>
    public FractionEstimate? Estimate(EnergyAxis axis, ReadOnlySpan<double> edges, double shiftEv, IReadOnlyList<double> fractions)
    {
        if (Refusal is not null || !double.IsFinite(shiftEv)) return null;
        var (l3, l2) = (shiftEv, shiftEv);
        for (var k = 0; k < fractions.Count; k++) (l3, l2) = (l3 + fractions[k] * references.Lines[k].L3Ev, l2 + fractions[k] * references.Lines[k].L2Ev);
        var spectrum = new float[edges.Length];
        for (var c = 0; c < spectrum.Length; c++) spectrum[c] = (float)edges[c];
        if (WhiteLineRatio.Areas(axis, spectrum, new(l3, l2, 0, double.PositiveInfinity)) is not { L3: > 0, L2: > 0 } areas) return null;
        var share = areas.L3 / (areas.L3 + areas.L2);
        // Noise of the two sums, ten and eight eV wide; that of the continuum is less.
        var noise = NoiseLevel.Of(spectrum) * Math.Sqrt(axis.DispersionEv);
        var statistical = noise / (areas.L3 + areas.L2) * Math.Sqrt((1 - share) * (1 - share) * 10 + share * share * 8);
        var own = Interpolated(share, scatter);
        var within = IntervalSigmas * Math.Sqrt(statistical * statistical + own * own);
        if (share + within < shares.Min() || share - within > shares.Max()) return null;
        var valence = Interpolated(share, references.Valences);
        var (one, other) = (Interpolated(share - within, references.Valences), Interpolated(share + within, references.Valences));
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        double[] found = FractionsAt(valence), least = FractionsAt(low), most = FractionsAt(high);
        return new(
            found,
            [.. found.Select((fraction, k) => Math.Min(fraction, Math.Min(least[k], most[k])))],
            [.. found.Select((fraction, k) => references.Valences[k] > low && references.Valences[k] < high ? 1 : Math.Max(fraction, Math.Max(least[k], most[k])))],
            valence, low, high);
    }

    // Between the two neighbouring states.
    double[] FractionsAt(double valence)
    {
        var fractions = new double[shares.Length];
        var k = 0;
        while (k < shares.Length - 2 && valence > references.Valences[k + 1]) k++;
        fractions[k + 1] = (valence - references.Valences[k]) / (references.Valences[k + 1] - references.Valences[k]);
        fractions[k] = 1 - fractions[k + 1];
        return fractions;
    }

    // Linear between states, constant beyond the outermost.
    double Interpolated(double share, double[] values)
    {
        var falls = shares[^1] < shares[0];
        var k = 0;
        while (k < shares.Length - 2 && (falls ? share < shares[k + 1] : share > shares[k + 1])) k++;
        var part = Math.Clamp((share - shares[k]) / (shares[k + 1] - shares[k]), 0, 1);
        return values[k] + part * (values[k + 1] - values[k]);
    }

    string? Reason()
    {
        for (var k = 0; k < shares.Length; k++)
            if (double.IsNaN(shares[k])) return $"the references of {references.States[k]} do not hold both white lines and the continuum beyond them";
        for (var k = 0; k + 1 < shares.Length; k++)
        {
            var apart = Math.Abs(shares[k + 1] - shares[k]);
            if (apart < LeastSeparation * Math.Sqrt(scatter[k] * scatter[k] + scatter[k + 1] * scatter[k + 1]) || (shares[k + 1] - shares[k]) * (shares[^1] - shares[0]) <= 0)
                return FormattableString.Invariant($"L3/(L3 + L2) of {references.States[k]} ({shares[k]:0.000} ± {scatter[k]:0.000}) and {references.States[k + 1]} ({shares[k + 1]:0.000} ± {scatter[k + 1]:0.000}) are too near each other");
        }
        return null;
    }

    double Share(double[] curve, (double L3Ev, double L2Ev) lines)
    {
        var areas = WhiteLineRatio.Areas(reach, Array.ConvertAll(curve[..reach.Count], value => (float)value), new(lines.L3Ev, lines.L2Ev, 0, double.PositiveInfinity));
        return areas is { L3: > 0, L2: > 0 } found ? found.L3 / (found.L3 + found.L2) : double.NaN;
    }
}
