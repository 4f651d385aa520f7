namespace Whiteline.Fractions;

/// <summary>How mixtures are fitted.</summary>
/// <param name="LargestShiftEv">The references are moved by up to this, eV.</param>
/// <param name="ShiftSdEv">Standard deviation of what is known of the energy axis, eV: position then counts for what it is worth; null for nothing known but <paramref name="LargestShiftEv"/>.</param>
public sealed record FractionFitOptions(double LargestShiftEv = 3, double? ShiftSdEv = null)
{
    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(LargestShiftEv is >= 0 and <= 10)) yield return FormattableString.Invariant($"The fractions' fit moves references by up to {LargestShiftEv} eV; give 0 to 10.");
        if (ShiftSdEv is { } sd && !(sd is >= 0 and <= 20)) yield return FormattableString.Invariant($"The axis uncertainty is {sd} eV; it must be between 0 and 20 eV.");
    }
}
