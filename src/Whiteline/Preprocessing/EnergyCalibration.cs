using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Whiteline.Features;
using Whiteline.Preprocessing.Landmarks;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>How the energy axis is calibrated.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CalibrationMode>))]
public enum CalibrationMode
{
    /// <summary>The axis is taken as the file gives it.</summary>
    None,

    /// <summary>Moved by a number that the user gives.</summary>
    Offset,

    /// <summary>Moved when L3 of the mean spectrum lies where no oxidation state explains it.</summary>
    Auto,

    /// <summary>Each spectrum by the zero-loss peak of its low-loss partner.</summary>
    ZeroLoss,
}

/// <summary>
/// Calibrates the energy axis. No sample changes: the axis is moved, and what differs between spectra is stored as shifts for the
/// resample step. Auto mode finds L3 (<see cref="WhiteLines"/>) on the mean weighted by counts and moves the axis only when the deviation is
/// more than twice its uncertainty: noise, and the oxidation state that is not known (<see cref="EnergyReference"/>). The zero loss of a low-loss partner tells the drift of each spectrum; where the axis begins
/// it tells only when both were recorded on one scale, so it is held against L3.
/// </summary>
/// <param name="Mode">How.</param>
/// <param name="OffsetEv">What is added to every energy in <see cref="CalibrationMode.Offset"/>, and beyond the zero-loss peak's in <see cref="CalibrationMode.ZeroLoss"/>, eV.</param>
/// <param name="UncertaintyEv">Its uncertainty, eV, when the user declares one.</param>
/// <param name="Reference">Where L3 is expected, for <see cref="CalibrationMode.Auto"/>, and to hold <see cref="CalibrationMode.ZeroLoss"/> against it; null not to.</param>
public sealed record EnergyCalibration(CalibrationMode Mode, double OffsetEv = 0, double? UncertaintyEv = null, EnergyReference? Reference = null) : IStep
{
    const double LeastDeviationEv = 1;
    const double LargestOffsetEv = 100;

    // More than the dispersion of any calibrated spectrometer adds up to between the zero loss and an edge.
    const double LeastOtherScaleEv = 4;

    // From the pre-peak of O K to its main rise: 5 to 10 eV in oxides of 3d metals (de Groot et al., 1989).
    static readonly EnergyWindow BehindPrePeak = new(4, 11);

    /// <summary>What offset and uncertainty were estimated from, for the record; null when the user gave them. Belongs to one file and is not stored with a recipe.</summary>
    [JsonIgnore]
    public AxisEstimate? Estimate { get; init; }

    /// <inheritdoc/>
    public string Name => "energy-calibration";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Mode)) yield return $"energy-calibration has the unknown mode {Mode}; choose none, offset, auto or zeroLoss.";
        if (!(Math.Abs(OffsetEv) <= LargestOffsetEv)) yield return FormattableString.Invariant($"energy-calibration moves the axis by {OffsetEv} eV; at most {LargestOffsetEv} eV are meant.");
        if (UncertaintyEv is { } declared && !(declared >= 0)) yield return FormattableString.Invariant($"energy-calibration declares an uncertainty of {declared} eV; it must be at least 0.");
        if (Mode != CalibrationMode.Auto) yield break;
        if (Reference is null || Reference.States is not { Count: > 0 } || Edge.L23Of(Reference.Element) is null)
            yield return "energy-calibration in auto mode needs to know where L3 of a 3d metal is expected.";
        else if (Reference.States.Any(state => state is null || !double.IsFinite(state.L3Ev) || !double.IsFinite(state.SplittingEv)))
            yield return "energy-calibration expects L3 at an energy that is no number.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) => Mode switch
    {
        CalibrationMode.Offset when Estimate is { } estimate => Moved(input.Axis, OffsetEv, null, new(Name, Invariant($"{estimate.Sentence} The axis was moved by {OffsetEv:+0.00;-0.00;0} eV."), Values(OffsetEv, UncertaintyEv))),
        CalibrationMode.Offset => Moved(input.Axis, OffsetEv, null, new(Name, Invariant($"The energy axis was moved by {OffsetEv:+0.##;-0.##;0} eV, as given{(UncertaintyEv is { } given ? Invariant($" (± {given:0.##} eV)") : "")}."), Values(OffsetEv, UncertaintyEv))),
        CalibrationMode.Auto => ByEdge(input, context, Reference!),
        CalibrationMode.ZeroLoss => ByZeroLoss(input, context),
        _ => Moved(input.Axis, 0, null, new(Name, "The energy axis was taken as the file gives it.", Values(0, UncertaintyEv))),
    };

    FittedCalibration ByEdge(ISpectra input, StepContext context, EnergyReference reference)
    {
        var edge = Edge.L23Of(reference.Element)!;
        var mean = MeanSpectrum.Of(input, context).Weighted.Select(value => (float)value).ToArray();
        if (WhiteLines.Find(input.Axis, mean, edge, reference.CentreEv) is not { } lines)
            return Moved(input.Axis, 0, null, new(Name, Invariant($"No {edge.Element} L3 edge was found within 15 eV of {reference.CentreEv:0.#} eV in the mean spectrum, so the energy axis was left as it is."), Values(0, null)));
        var (expected, chemical) = reference.Expect(lines.SplittingEv);
        var uncertainty = Math.Sqrt(chemical * chemical + lines.StatisticalEv * lines.StatisticalEv);
        var deviation = expected - lines.L3Ev;
        var moves = Math.Abs(deviation) > Math.Max(LeastDeviationEv, 2 * uncertainty);
        var oxygen = OxygenOnset.Find(input.Axis, mean) is { } onset ? OxygenOnset.ExpectedEv - onset : (double?)null;
        var check = oxygen is null ? "" : OxygenCheck(oxygen.Value, moves ? deviation : 0, uncertainty);
        var values = Values(moves ? deviation : 0, uncertainty);
        values["foundEv"] = lines.L3Ev;
        values["expectedEv"] = expected;
        values["deviationEv"] = deviation;
        values["basis"] = reference.Basis;
        values["element"] = edge.Element;
        if (oxygen is not null) values["oxygenOffsetEv"] = oxygen;
        var found = Invariant($"{edge.Element} L3 lies at {lines.L3Ev:0.0} eV where {expected:0.0} eV is expected");
        var sentence = moves
            ? Invariant($"The energy axis reads {Math.Abs(deviation):0.0} eV {(deviation > 0 ? "low" : "high")}: {found}; the axis was moved by {deviation:+0.0;-0.0} ± {uncertainty:0.0} eV{check}.")
            : Invariant($"The energy axis was left as it is: {found} (± {uncertainty:0.0} eV){check}.");
        return Moved(input.Axis, moves ? deviation : 0, null, new(Name, sentence, values));
    }

    /// <summary>The same step, told for spectra of which none was found to be the element's: lines that moved the axis may be those of another.</summary>
    /// <param name="applied">Any step that was applied.</param>
    internal static AppliedStep Doubted(AppliedStep applied)
    {
        if (applied.Values["deviationEv"] is null || applied.Values["offsetEv"]!.GetValue<double>() is not (not 0 and var offset)) return applied;
        double At(string name) => applied.Values[name]!.GetValue<double>();
        return applied with { Sentence = Invariant($"What stands at {At("foundEv"):0.0} eV was taken for {applied.Values["element"]} L3, which is expected at {At("expectedEv"):0.0} eV, on an axis moved by {offset:+0.0;-0.0} eV; no spectrum is given a label on it, so it may be another edge, and nothing is known of the energy axis.") };
    }

    static string OxygenCheck(double oxygen, double offset, double uncertainty) =>
        Math.Abs(oxygen - offset) <= 2 * Math.Sqrt(uncertainty * uncertainty + OxygenOnset.UncertaintyEv * OxygenOnset.UncertaintyEv)
            ? Invariant($" (O K agrees: {oxygen:+0.0;-0.0} eV)")
            : offset - oxygen >= BehindPrePeak.FromEv && offset - oxygen <= BehindPrePeak.ToEv
            ? Invariant($" (O K is no check: it rises {offset - oxygen:0.0} eV behind the place of its pre-peak, so that is hidden or the dispersion is off)")
            : Invariant($" (O K disagrees: it asks for {oxygen:+0.0;-0.0} eV; check the dispersion)");

    FittedCalibration ByZeroLoss(ISpectra input, StepContext context)
    {
        if (context.LowLoss is not { } low)
            throw BadInputException.In(context.Source, "there is no low-loss partner for the zero-loss peak", "Give the low-loss file, an offset, or calibrate by the edge.");
        if (low.Count != input.Count)
            throw BadInputException.In(context.Source, $"it has {input.Count} spectra, and its low-loss partner {low.Count}", "They must be of one acquisition.");
        var centres = new double[low.Count];
        SpectraPass.ForEach(low, context, block => Enumerable.Range(0, block.Count).Select(i => (Index: block.First + i, Centre: ZeroLossPeak.Centre(block.Axis, block[i]))).ToArray(), found =>
        {
            foreach (var (index, centre) in found) centres[index] = centre ?? double.NaN;
        });
        var seen = centres.Where(double.IsFinite).Order().ToArray();
        if (seen.Length == 0) throw BadInputException.In(context.Source, "no zero-loss peak was found in its low-loss partner", "Check that 0 eV is on the low-loss axis.");
        var median = seen[seen.Length / 2];
        var deviations = Array.ConvertAll(centres, centre => double.IsFinite(centre) ? median - centre : 0);
        var spread = Math.Sqrt(deviations.Average(value => value * value));
        var (byEdge, why) = OtherScale(input, context, -median);
        var values = Values(OffsetEv - median + (byEdge?.Deviation ?? 0), byEdge is null ? UncertaintyEv : Math.Max(byEdge.Uncertainty, UncertaintyEv ?? 0));
        values["spreadEv"] = spread;
        values["withoutPeak"] = centres.Length - seen.Length;
        if (byEdge is not null) (values["foundEv"], values["expectedEv"], values["deviationEv"], values["element"]) = (byEdge.Found, byEdge.Expected, byEdge.Deviation, Reference!.Element);
        return Moved(input.Axis, OffsetEv - median + (byEdge?.Deviation ?? 0), deviations, new(Name, Invariant($"Each spectrum was calibrated on its zero-loss peak, fitted at {median:0.00} ± {spread:0.00} eV of the low-loss axis; the shifts were stored, not applied.{why}"), values));
    }

    // What was recorded with another offset of the spectrometer, or on another scale, has its zero loss somewhere else.
    (EdgeDeviation? ByEdge, string Why) OtherScale(ISpectra input, StepContext context, double offsetEv)
    {
        if (Reference is null || Edge.L23Of(Reference.Element) is not { } edge) return default;
        var mean = MeanSpectrum.Of(input, context).Weighted.Select(value => (float)value).ToArray();
        if (WhiteLines.Find(input.Axis.ShiftedBy(offsetEv), mean, edge, Reference.CentreEv) is not { } lines) return default;
        var (expected, chemical) = Reference.Expect(lines.SplittingEv);
        var found = new EdgeDeviation(lines.L3Ev, expected, Math.Sqrt(chemical * chemical + lines.StatisticalEv * lines.StatisticalEv));
        // An uncertainty that was read off these very landmarks has the contradiction in it already.
        var declared = Estimate is null ? UncertaintyEv ?? 0 : 0;
        return Math.Abs(found.Deviation) <= Math.Max(LeastOtherScaleEv, 2 * declared) + 2 * found.Uncertainty
            ? default
            : (found, Invariant($" By that {edge.Element} L3 would lie at {lines.L3Ev:0.0} eV where {expected:0.0} eV is expected, so the low loss is on another scale: it tells the drift alone, and the axis was moved by {offsetEv + found.Deviation:+0.0;-0.0} ± {found.Uncertainty:0.0} eV by the edge."));
    }

    static FittedCalibration Moved(EnergyAxis axis, double offsetEv, double[]? perSpectrum, AppliedStep applied) => new(axis.ShiftedBy(offsetEv), perSpectrum, applied);

    JsonObject Values(double offsetEv, double? uncertaintyEv)
    {
        var values = new JsonObject { ["offsetEv"] = offsetEv, ["uncertaintyEv"] = uncertaintyEv };
        if (Estimate is not null) values["estimate"] = Estimate.ToJson();
        return values;
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    sealed record EdgeDeviation(double Found, double Expected, double Uncertainty)
    {
        public double Deviation => Expected - Found;
    }

    sealed class FittedCalibration(EnergyAxis axis, double[]? perSpectrum, AppliedStep applied) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied => applied;

        public SpectrumBlock Apply(SpectrumBlock block) => block with
        {
            Axis = axis,
            ShiftsEv = perSpectrum is null ? block.ShiftsEv : [.. block.ShiftsEv.Select((shift, i) => shift + perSpectrum[block.First + i])],
        };
    }
}
