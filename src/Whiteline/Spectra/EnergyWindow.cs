namespace Whiteline.Spectra;

/// <summary>A range of energy loss, eV, closed at both ends.</summary>
public sealed record EnergyWindow
{
    /// <summary>Creates the window.</summary>
    /// <exception cref="BadInputException">The bounds are not finite or not in order.</exception>
    public EnergyWindow(double fromEv, double toEv)
    {
        if (!double.IsFinite(fromEv) || !double.IsFinite(toEv) || !(fromEv < toEv))
            throw new BadInputException($"The energy window {fromEv:0.###}:{toEv:0.###} eV is not in order. Give it as FROM:TO with FROM below TO.");
        FromEv = fromEv;
        ToEv = toEv;
    }

    /// <summary>Lower bound, eV.</summary>
    public double FromEv { get; }

    /// <summary>Upper bound, eV; above <see cref="FromEv"/>.</summary>
    public double ToEv { get; }

    /// <summary>Width, eV.</summary>
    public double WidthEv => ToEv - FromEv;

    /// <summary>Middle, eV.</summary>
    public double CentreEv => (FromEv + ToEv) / 2;

    /// <summary>The window moved by <paramref name="shiftEv"/> (eV).</summary>
    public EnergyWindow ShiftedBy(double shiftEv) => new(FromEv + shiftEv, ToEv + shiftEv);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{FromEv:0.##}:{ToEv:0.##} eV");
}
