using Whiteline.Numerics;

namespace Whiteline.Simulation;

/// <summary>
/// The conditions under which laboratories record white lines, from a monochromated microscope on a thin flake to a thermionic one on a thick particle: what a
/// classifier must have seen that is to label the spectra of a stranger. Resolution and dose are drawn evenly on a logarithmic scale, all others evenly.
/// </summary>
/// <param name="LeastResolutionEv">Best energy resolution, eV.</param>
/// <param name="MostResolutionEv">Worst energy resolution, eV; the zero-loss width, the detector's point spread and drift together.</param>
/// <param name="MostThickness">Largest t/λ.</param>
/// <param name="LeastDose">Least counts at the L3 maximum.</param>
/// <param name="MostDose">Most counts at the L3 maximum.</param>
/// <param name="LeastContinuum">Least height of the continuum over that of L3.</param>
/// <param name="MostContinuum">Largest height of the continuum over that of L3.</param>
/// <param name="MostBackground">Largest background at L3 over the height of L3; its noise stays when it is removed.</param>
/// <param name="LeastRest">Least rest of the background over the height of L3.</param>
/// <param name="MostRest">Largest rest of the background over the height of L3; a normalisation by minimum and maximum leaves one in noise.</param>
/// <param name="MostRestSlope">Largest rise or fall of the rest within 40 eV.</param>
public sealed record SessionRange(
    double LeastResolutionEv = 0.4,
    double MostResolutionEv = 3.5,
    double MostThickness = 1.2,
    double LeastDose = 15,
    double MostDose = 2000,
    double LeastContinuum = 0.08,
    double MostContinuum = 0.22,
    double MostBackground = 0.6,
    double LeastRest = -0.03,
    double MostRest = 0.2,
    double MostRestSlope = 0.15)
{
    /// <summary>Everything wrong with the ranges, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(LeastResolutionEv > 0 && MostResolutionEv >= LeastResolutionEv && MostResolutionEv <= 10)) yield return "The range of the energy resolution must lie between 0 and 10 eV, the best first.";
        if (!(MostThickness is >= 0 and <= 5)) yield return $"The largest thickness t/λ is {MostThickness}; it must be between 0 and 5.";
        if (!(LeastDose > 0 && MostDose >= LeastDose && double.IsFinite(MostDose))) yield return "The range of the dose must lie above 0 counts, the least first.";
        if (!(LeastContinuum >= 0 && MostContinuum >= LeastContinuum && double.IsFinite(MostContinuum))) yield return "The range of the continuum must not be negative, the least first.";
        if (!(MostBackground >= 0 && double.IsFinite(MostBackground))) yield return "The largest background must not be negative.";
        if (!(MostRest >= LeastRest && double.IsFinite(MostRest - LeastRest) && MostRestSlope >= 0 && double.IsFinite(MostRestSlope))) yield return "The range of the background's rest must be finite, the least first.";
    }

    /// <summary>The conditions of one session.</summary>
    /// <param name="typical">What is not drawn.</param>
    /// <param name="random">Randomness of the session.</param>
    public Conditions Draw(Conditions typical, RandomSource random) => typical with
    {
        ResolutionEv = Math.Exp(random.NextDouble(Math.Log(LeastResolutionEv), Math.Log(MostResolutionEv))),
        RelativeThickness = random.NextDouble(0, MostThickness),
        Dose = Math.Exp(random.NextDouble(Math.Log(LeastDose), Math.Log(MostDose))),
        Continuum = random.NextDouble(LeastContinuum, MostContinuum),
        Background = random.NextDouble(0, MostBackground),
        BackgroundRest = random.NextDouble(LeastRest, MostRest),
        BackgroundRestSlope = random.NextDouble(-MostRestSlope, MostRestSlope),
        // A readout that would drown the weakest spectra is no condition that anybody works under.
        ReadoutNoise = 0,
        Oxygen = 0,
    };
}
