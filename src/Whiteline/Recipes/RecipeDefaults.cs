using Whiteline.Features;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>What the user may say about the default recipe; what is left out follows from the training spectra.</summary>
/// <param name="Window">Energies the classifier sees, eV; null for the edge's usual window as far as the training spectra reach.</param>
/// <param name="Norm">Normalisation.</param>
/// <param name="AlignL3">True to bring each spectrum's own L3 to one energy.</param>
/// <param name="Background">When the background is subtracted.</param>
/// <param name="Calibration">How the energy axis is calibrated.</param>
public sealed record RecipeOptions(
    EnergyWindow? Window = null,
    Norm Norm = Norm.Max,
    bool AlignL3 = false,
    BackgroundMode Background = BackgroundMode.IfPresent,
    CalibrationMode Calibration = CalibrationMode.Auto);

/// <summary>The recipe that suits a labelled dataset and an element.</summary>
public static class RecipeDefaults
{
    // L3 stands this far inside an aligned window: the feet of the digitised references reach no farther on every one.
    const double BelowL3Ev = 7;
    const double BeyondL3Ev = 17;
    const double AlignSearchEv = 6;

    // Smaller offsets are the chemistry of the classes at hand.
    const double LeastOffsetEv = 2;

    /// <summary>Calibration, background, alignment if wanted, resampling to the common axis, normalisation.</summary>
    /// <param name="dataset">The training spectra.</param>
    /// <param name="element">Element whose L2,3 edge is classified.</param>
    /// <param name="options">What the user said.</param>
    /// <exception cref="BadInputException">No edge of the element is known, or the dataset does not reach the window.</exception>
    public static Recipe For(LabeledSpectra dataset, string element, RecipeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(element);
        options ??= new();
        var edge = Edge.L23Of(element) ?? throw new BadInputException($"No L2,3 edge of '{element}' is known. Choose one of {string.Join(", ", Edge.All.Where(known => known.Line == "L23").Select(known => known.Element))}.");
        var reference = EnergyReference.FromTraining(dataset, element) ?? EnergyReference.Literature(element)!;
        var window = options.Window ?? (options.AlignL3 ? AlignedWindow(reference, dataset.Axis) : Clipped(Moved(edge.Window, reference, element), dataset.Axis));
        if (!options.AlignL3 && !dataset.Axis.Covers(window))
            throw new BadInputException($"The training spectra cover {dataset.Axis}, but the window is {window}. Choose a window inside.");
        // A spectrum whose L3 lies farther out than that of its class is continued, rather than aligned on what is not its L3.
        var extension = options.AlignL3 ? Resample.MostMissingShare * window.WidthEv : 0;
        List<IStep> steps = [];
        if (options.Calibration != CalibrationMode.None) steps.Add(new EnergyCalibration(options.Calibration, Reference: reference));
        if (options.Background != BackgroundMode.None) steps.Add(new PowerLawBackground(BackgroundOf(window, edge), options.Background));
        if (options.AlignL3)
            steps.Add(new Align(reference.CentreEv, new(reference.CentreEv - AlignSearchEv, reference.CentreEv + AlignSearchEv), window, MostExtensionEv: extension));
        steps.Add(new Resample(CommonAxis(window, dataset.Axis), extension));
        if (options.Norm != Norm.None) steps.Add(new Normalisation(options.Norm));
        return new([.. steps]);
    }

    // The background is fitted before the first edge that the window holds.
    static EnergyWindow BackgroundOf(EnergyWindow window, Edge edge) => window.FromEv < Edge.OK.OnsetEv && window.ToEv > Edge.OK.OnsetEv ? Edge.OK.BackgroundWindow : edge.BackgroundWindow;

    // As much about L3 as the axis holds of every class.
    static EnergyWindow AlignedWindow(EnergyReference reference, EnergyAxis axis)
    {
        var centre = reference.CentreEv;
        var from = Math.Max(centre - BelowL3Ev, axis.OffsetEv + centre - reference.States.Min(state => state.L3Ev));
        var to = Math.Min(centre + BeyondL3Ev, axis.LastEv + centre - reference.States.Max(state => state.L3Ev));
        return from < centre && centre < to ? new(from, to) : new(centre - BelowL3Ev, centre + BeyondL3Ev);
    }

    // An axis that reads some eV high takes the window along: what a shift leaves of the edge is then the same on both sides.
    static EnergyWindow Moved(EnergyWindow window, EnergyReference reference, string element)
    {
        var offset = reference.CentreEv - EnergyReference.Literature(element)!.CentreEv;
        return Math.Abs(offset) < LeastOffsetEv ? window : new(window.FromEv + offset, window.ToEv + offset);
    }

    static EnergyWindow Clipped(EnergyWindow window, EnergyAxis axis)
    {
        var (from, to) = (Math.Max(window.FromEv, axis.OffsetEv), Math.Min(window.ToEv, axis.LastEv));
        return from < to ? new(from, to) : throw new BadInputException($"The training spectra cover {axis}, which does not reach the edge in {window}. Give a window, or another element.");
    }

    static EnergyAxis CommonAxis(EnergyWindow window, EnergyAxis axis) =>
        new(window.FromEv, axis.DispersionEv, Math.Max(2, (int)Math.Floor(window.WidthEv / axis.DispersionEv + 1e-6) + 1));
}
