namespace Whiteline.Spectra;

/// <summary>A uniform energy-loss axis, eV. Channel i covers the energies within half a channel width of <see cref="EnergyAt"/>.</summary>
public sealed record EnergyAxis
{
    /// <summary>Creates the axis.</summary>
    /// <param name="offsetEv">Energy loss of channel 0, eV.</param>
    /// <param name="dispersionEv">Channel width, eV; &gt; 0.</param>
    /// <param name="count">Number of channels; ≥ 2.</param>
    /// <exception cref="BadInputException">A value is out of its range.</exception>
    public EnergyAxis(double offsetEv, double dispersionEv, int count)
    {
        if (!double.IsFinite(offsetEv))
            throw new BadInputException($"The energy axis starts at {offsetEv} eV. Its offset must be a finite number.");
        if (!double.IsFinite(dispersionEv) || !(dispersionEv > 0))
            throw new BadInputException($"The energy axis has a dispersion of {dispersionEv} eV per channel. It must be greater than 0.");
        if (count < 2)
            throw new BadInputException($"The energy axis has {count} channel(s). A spectrum needs at least 2.");
        OffsetEv = offsetEv;
        DispersionEv = dispersionEv;
        Count = count;
    }

    /// <summary>Energy loss of channel 0, eV. Negative when the zero-loss peak is on the detector.</summary>
    public double OffsetEv { get; }

    /// <summary>Channel width, eV; always &gt; 0.</summary>
    public double DispersionEv { get; }

    /// <summary>Number of channels; always ≥ 2.</summary>
    public int Count { get; }

    /// <summary>Energy of the last channel, eV.</summary>
    public double LastEv => EnergyAt(Count - 1);

    /// <summary>Energy loss at a channel, which may lie between two, eV.</summary>
    public double EnergyAt(double channel) => OffsetEv + channel * DispersionEv;

    /// <summary>The channel, between two if need be, at an energy loss; outside [0, Count − 1] when the axis does not reach it.</summary>
    public double ChannelAt(double energyEv) => (energyEv - OffsetEv) / DispersionEv;

    /// <summary>True when the axis reaches both ends of the window to within half a channel.</summary>
    public bool Covers(EnergyWindow window) =>
        ChannelAt(window.FromEv) >= -0.5 && ChannelAt(window.ToEv) <= Count - 0.5;

    /// <summary>The channels whose energies lie in the window, clipped to the axis; empty when there is none.</summary>
    public Range ChannelsIn(EnergyWindow window)
    {
        // A hair of slack keeps a channel that lies on the bound in binary-rounded arithmetic.
        var first = (int)Math.Clamp(Math.Ceiling(ChannelAt(window.FromEv) - 1e-6), 0, Count);
        var end = (int)Math.Clamp(Math.Floor(ChannelAt(window.ToEv) + 1e-6) + 1, 0, Count);
        return first..Math.Max(first, end);
    }

    /// <summary>The same channels, every energy moved by <paramref name="shiftEv"/> (eV). No sample changes.</summary>
    public EnergyAxis ShiftedBy(double shiftEv) => new(OffsetEv + shiftEv, DispersionEv, Count);

    /// <summary>The axis of a range of channels.</summary>
    public EnergyAxis Slice(Range channels)
    {
        var (start, length) = channels.GetOffsetAndLength(Count);
        return new(EnergyAt(start), DispersionEv, length);
    }

    /// <summary>True when the other has as many channels and each lies where this one's does, to a hundredth of a channel: two programs write one axis with different rounding.</summary>
    public bool Agrees(EnergyAxis other) =>
        other.Count == Count && Math.Abs(other.OffsetEv - OffsetEv) <= 0.01 * DispersionEv && Math.Abs(other.LastEv - LastEv) <= 0.01 * DispersionEv;

    /// <summary>Energies of all channels, eV, shape (Count).</summary>
    public double[] Energies()
    {
        var energies = new double[Count];
        for (var i = 0; i < energies.Length; i++) energies[i] = EnergyAt(i);
        return energies;
    }

    /// <summary>Reads a uniform axis off a list of energies, eV.</summary>
    /// <exception cref="BadInputException">Fewer than two, not increasing, or not uniform to within 5 % of a channel.</exception>
    public static EnergyAxis FromEnergies(ReadOnlySpan<double> energiesEv, string source)
    {
        var axis = UniformSteps.Of(energiesEv, "eV", source);
        return axis.Scale > 0 ? new(axis.Offset, axis.Scale, axis.Size) : throw BadInputException.In(source, "the energies do not increase", "Sort the channels by energy loss.");
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{OffsetEv:0.##} to {LastEv:0.##} eV, {Count} channels of {DispersionEv:0.####} eV");
}
