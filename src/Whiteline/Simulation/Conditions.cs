using Whiteline.Numerics;

namespace Whiteline.Simulation;

/// <summary>How a simulated spectrum is acquired and what lies in the beam beside the ion.</summary>
public sealed record Conditions
{
    /// <summary>Expected counts at the L3 maximum above the background, for a full share of the material; &gt; 0.</summary>
    public double Dose { get; init; } = 400;

    /// <summary>Energy resolution, full width at half maximum, eV; 0.1 to 2.</summary>
    public double ResolutionEv { get; init; } = 0.8;

    /// <summary>Thickness over the mean free path for plasmon scattering, t/λ; 0 to 2.</summary>
    public double RelativeThickness { get; init; } = 0.3;

    /// <summary>Background at the L3 onset over the height of L3; 0 for spectra whose background is removed (with it goes O K, whose tail a fit before the edge takes away).</summary>
    public double Background { get; init; } = 0.8;

    /// <summary>Exponent r of the background A·E^−r.</summary>
    public double BackgroundExponent { get; init; } = 3.2;

    /// <summary>Height of the continuum behind both white lines over that of L3.</summary>
    public double Continuum { get; init; } = 0.12;

    /// <summary>What a subtraction of the background leaves at the L3 maximum, over the height of L3; negative where it takes too much.</summary>
    public double BackgroundRest { get; init; }

    /// <summary>How much that rest rises within 40 eV, over the height of L3.</summary>
    public double BackgroundRestSlope { get; init; }

    /// <summary>Height of O K over that of L3; 0 for none.</summary>
    public double Oxygen { get; init; } = 0.5;

    /// <summary>Error of the energy axis, eV: positive moves the features to higher energy.</summary>
    public double ShiftEv { get; init; }

    /// <summary>Counts that the detector reports per electron; Poisson noise is drawn before.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Relative standard deviation of the channels' sensitivity, the same for every spectrum of a detector.</summary>
    public double FixedPattern { get; init; } = 0.003;

    /// <summary>Standard deviation of the readout noise, in reported counts.</summary>
    public double ReadoutNoise { get; init; } = 2;

    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(Dose > 0) || !double.IsFinite(Dose)) yield return $"The dose is {Dose}; it must be above 0 counts at the L3 maximum.";
        if (!(ResolutionEv is > 0 and <= 10)) yield return $"The energy resolution is {ResolutionEv} eV; it must be above 0 and at most 10 eV.";
        if (!(RelativeThickness is >= 0 and <= 5)) yield return $"The thickness t/λ is {RelativeThickness}; it must be between 0 and 5.";
        if (!(Background >= 0) || !(Oxygen >= 0) || !(Continuum >= 0)) yield return "The background, the continuum and the O K height must not be negative.";
        if (!double.IsFinite(BackgroundRest) || !double.IsFinite(BackgroundRestSlope)) yield return "The rest of the background must be finite.";
        if (!(Gain > 0) || !(ReadoutNoise >= 0) || !(FixedPattern >= 0)) yield return "The gain must be above 0; fixed pattern and readout noise must not be negative.";
        if (!double.IsFinite(ShiftEv) || !double.IsFinite(BackgroundExponent)) yield return "The shift and the background exponent must be finite.";
    }

    /// <summary>Conditions of another specimen or session: thickness, resolution, background and composition differ.</summary>
    public Conditions Vary(RandomSource random) => this with
    {
        ResolutionEv = ResolutionEv * Math.Exp(0.15 * random.NextNormal()),
        RelativeThickness = RelativeThickness * random.NextDouble(0.4, 1.8),
        Background = Background * Math.Exp(0.3 * random.NextNormal()),
        BackgroundExponent = BackgroundExponent + 0.2 * random.NextNormal(),
        Oxygen = Oxygen * Math.Exp(0.15 * random.NextNormal()),
    };
}
