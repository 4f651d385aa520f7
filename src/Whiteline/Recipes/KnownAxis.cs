using Whiteline.Features;
using Whiteline.Preprocessing;
using Whiteline.Preprocessing.Landmarks;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>What is known of a file's energy axis; without it the recipe judges the axis by the edge, or by the zero loss of a low-loss partner.</summary>
/// <param name="OffsetEv">What is added to its energies, eV; null to let the recipe judge the axis.</param>
/// <param name="UncertaintyEv">Standard deviation of what is left, eV; null to take it as known.</param>
/// <param name="Estimate">What both come from; null when they were declared.</param>
public sealed record KnownAxis(double? OffsetEv, double? UncertaintyEv = null, AxisEstimate? Estimate = null)
{
    /// <summary>The axis is right as it is written.</summary>
    public static KnownAxis AsWritten { get; } = new(0);

    /// <summary>What the file says itself, by its landmarks.</summary>
    /// <param name="model">Knows the element and where its L3 lies.</param>
    /// <param name="spectra">The file's spectra.</param>
    /// <param name="context">The file's name; its low-loss partner, if it has one.</param>
    /// <exception cref="BadInputException">It holds no landmark.</exception>
    public static KnownAxis Estimated(TrainedModel model, ISpectra spectra, StepContext context)
    {
        var reference = model.Recipe.Steps.OfType<EnergyCalibration>().FirstOrDefault()?.Reference;
        var estimate = AxisEstimator.Of(spectra, model.Element, context, reference)
            ?? throw BadInputException.In(context.Source, $"no zero-loss peak and no edge of known energy{(model.Element is { } element ? $" (C, N, O, {element})" : "")} stands out within 15 eV of its place, so its axis cannot be estimated", "Declare its offset or its uncertainty as a number of eV.");
        // With a partner each spectrum is moved by its own zero loss; the estimate says how sure that is.
        return new(context.LowLoss is null ? estimate.OffsetEv : null, estimate.UncertaintyEv, estimate);
    }

    /// <summary>The step that moves the spectra as this says, or as their low-loss partner does.</summary>
    /// <param name="known">What is known; null for nothing.</param>
    /// <param name="context">The low-loss partner, if there is one.</param>
    /// <param name="reference">Where L3 is expected: a partner on another scale tells the drift alone. Null where that is not known.</param>
    /// <returns>Null when nothing says where the axis lies.</returns>
    /// <exception cref="BadInputException">An offset is known, and there is a partner that would say another and is wanted for nothing else.</exception>
    public static EnergyCalibration? Calibration(KnownAxis? known, StepContext context, EnergyReference? reference)
    {
        // Beside a given offset the partner may still say how often electrons were scattered.
        if (known?.OffsetEv is not null && context is { LowLoss: not null, Deconvolves: false })
            throw BadInputException.In(context.Source, "an offset of its energy axis is given, and a low-loss partner that says it too", "Give one of --axis-offset and --low-loss.");
        if (known?.OffsetEv is not null || known?.UncertaintyEv is not null && context.LowLoss is null) return new(CalibrationMode.Offset, known.OffsetEv ?? 0, known.UncertaintyEv) { Estimate = known.Estimate };
        return context.LowLoss is null ? null : new(CalibrationMode.ZeroLoss, UncertaintyEv: known?.UncertaintyEv, Reference: reference) { Estimate = known?.Estimate };
    }
}
