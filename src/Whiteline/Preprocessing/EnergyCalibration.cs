using System.Globalization;
using System.Text.Json.Nodes;
using Whiteline.Features;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Calibrates the energy axis without touching a sample. In mode <see cref="CalibrationMode.Auto"/> the mean spectrum is matched in
/// shape and position with the mean spectrum of each class of the model (<see cref="EdgeMatch"/>); every class gives an offset, and
/// they are averaged with weights that fall with the square of the misfit. Its spread is the part of the uncertainty that the unknown
/// oxidation state brings; the scatter of the references' own axes is added to it. The mean of the whole file carries little noise, so
/// this works at low dose.
/// </summary>
public sealed record EnergyCalibration : IStep
{
    // A constant axis error below this is within what instruments and references disagree by, and is left alone.
    const double LeastCorrectionEv = 1.0;

    /// <summary>How to calibrate; <see cref="CalibrationMode.Auto"/> by default.</summary>
    public CalibrationMode Mode { get; init; } = CalibrationMode.Auto;

    /// <summary>Energy to add in mode <see cref="CalibrationMode.Offset"/>, eV.</summary>
    public double OffsetEv { get; init; }

    /// <summary>Mean spectra of the classes, on a trusted axis; needed by <see cref="CalibrationMode.Auto"/>.</summary>
    public IReadOnlyList<EdgeReference> References { get; init; } = [];

    /// <summary>Standard deviation between the axes of the references' sources, eV; ≥ 0.</summary>
    public double ReferenceScatterEv { get; init; }

    /// <summary>Largest axis error looked for, eV; in (0, 50].</summary>
    public double ReachEv { get; init; } = 15;

    /// <inheritdoc/>
    public string Name => "energy-calibration";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!double.IsFinite(OffsetEv)) yield return $"The axis offset is {OffsetEv} eV; it must be a finite number.";
        if (!(ReachEv is > 0 and <= 50)) yield return $"The reach of the calibration is {ReachEv} eV; it must be above 0 and at most 50 eV.";
        if (!(ReferenceScatterEv >= 0)) yield return $"The scatter of the references is {ReferenceScatterEv} eV; it must not be negative.";
        if (References.Any(reference => reference.Intensity.Count != reference.Axis.Count))
            yield return "A reference of the energy calibration has another number of intensities than channels.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) => Mode switch
    {
        CalibrationMode.Offset => Moved(input.Axis, OffsetEv, Said(FormattableString.Invariant($"The energy axis was moved by {OffsetEv:+0.00;-0.00;0} eV, as given."), OffsetEv)),
        CalibrationMode.ZeroLoss => ZeroLossCalibration.Fit(input, context),
        CalibrationMode.Auto when References.Count > 0 => FitToReferences(input, context),
        _ => Moved(input.Axis, 0, Said("The energy axis was taken as written.", 0)),
    };

    FittedStep FitToReferences(ISpectra input, StepContext context)
    {
        var mean = MeanSpectrum.Of(input, context);
        if (AxisEstimate.From(mean, input.Axis, References, ReachEv, ReferenceScatterEv) is not { } estimate)
            return Moved(input.Axis, 0, Said(
                "No edge like the model's was found in the mean spectrum, so the energy axis could not be checked; it was taken as written.", 0));
        var significant = Math.Abs(estimate.OffsetEv) > Math.Max(LeastCorrectionEv, 2 * estimate.UncertaintyEv);
        var offset = significant ? estimate.OffsetEv : 0;
        return Moved(input.Axis, offset, new(Name, Sentence(estimate, significant), new JsonObject
        {
            ["offsetEv"] = offset,
            ["estimatedEv"] = estimate.OffsetEv,
            ["uncertaintyEv"] = estimate.UncertaintyEv,
            ["foundEv"] = estimate.FoundEv,
            ["expectedEv"] = estimate.ExpectedEv,
            ["oxygenOffsetEv"] = estimate.OxygenOffsetEv,
        }));
    }

    static string Sentence(AxisEstimate estimate, bool moved)
    {
        var size = Math.Abs(estimate.OffsetEv);
        var direction = estimate.OffsetEv > 0 ? "low" : "high";
        var where = string.Create(CultureInfo.InvariantCulture, $"{estimate.LineName} lies at {estimate.FoundEv:0.0} eV where {estimate.ExpectedEv:0.0} eV is expected");
        var oxygen = estimate.OxygenOffsetEv is { } other
            ? string.Create(CultureInfo.InvariantCulture, $" The O K onset gives {other:+0.0;-0.0} ± {AxisEstimate.OxygenUncertaintyEv:0.0} eV, which {(estimate.OxygenAgrees ? "agrees" : "does not agree: check the calibration and the dispersion")}.")
            : "";
        return moved
            ? string.Create(CultureInfo.InvariantCulture, $"The file's energy axis is about {size:0.0} eV {direction}: {where}; the axis was moved by {estimate.OffsetEv:+0.0;-0.0} ± {estimate.UncertaintyEv:0.0} eV.{oxygen}")
            : string.Create(CultureInfo.InvariantCulture, $"The energy axis was checked and left as written: it is off by {estimate.OffsetEv:+0.0;-0.0;0.0} ± {estimate.UncertaintyEv:0.0} eV, within what the unknown oxidation state and the references allow ({where}).{oxygen}");
    }

    AppliedStep Said(string sentence, double offsetEv) => new(Name, sentence, new JsonObject { ["offsetEv"] = offsetEv });

    static FittedStep Moved(EnergyAxis axis, double offsetEv, AppliedStep applied)
    {
        var moved = axis.ShiftedBy(offsetEv);
        return new(moved, applied, block => block with { Axis = moved });
    }
}
