namespace Whiteline.Spectra;

/// <summary>
/// A spectrum per pixel, shape (rows, columns, channels) in C order, as a lazy float32 view over whatever the file stores. A line
/// scan is an image with one row; a single spectrum has one pixel.
/// </summary>
public sealed class SpectrumImage : ISpectra
{
    /// <summary>Creates the view. The samples stay owned by the caller (usually a <see cref="Signal"/>).</summary>
    /// <exception cref="ArgumentException">The samples or the shifts do not fit the shape.</exception>
    public SpectrumImage(int rows, int columns, EnergyAxis axis, ISampleSource samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (samples.Count != (long)rows * columns * axis.Count)
            throw new ArgumentException($"{samples.Count} samples do not fill {rows} × {columns} × {axis.Count}.", nameof(samples));
        Rows = rows;
        Columns = columns;
        Axis = axis;
        Samples = samples;
    }

    /// <summary>The samples beneath, shape (rows, columns, channels) in C order.</summary>
    public ISampleSource Samples { get; }

    /// <summary>Number of rows (slow navigation axis).</summary>
    public int Rows { get; }

    /// <summary>Number of columns (fast navigation axis).</summary>
    public int Columns { get; }

    /// <inheritdoc/>
    public EnergyAxis Axis { get; }

    /// <summary>Number of pixels.</summary>
    public int Count => checked(Rows * Columns);

    /// <summary>Calibrated row axis, or null when unknown.</summary>
    public SignalAxis? RowAxis { get; init; }

    /// <summary>Calibrated column axis, or null when unknown.</summary>
    public SignalAxis? ColumnAxis { get; init; }

    /// <summary>Title; empty when the file has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Names of the spectra, shape (rows × columns), or null when the file gives none.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>How it was acquired.</summary>
    public AcquisitionMetadata Metadata { get; init; } = AcquisitionMetadata.Unknown;

    /// <summary>Energy calibration per pixel, eV, shape (rows × columns), or null for none.</summary>
    public IReadOnlyList<double>? ShiftsEv { get; init; }

    /// <inheritdoc/>
    public double ShiftEv(int index) => ShiftsEv is { } shifts ? shifts[index] : 0;

    /// <inheritdoc/>
    public void Read(int first, int count, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + (long)count, Count, nameof(count));
        Samples.Read((long)first * Axis.Count, destination[..(count * Axis.Count)]);
    }

    /// <summary>Views a stored signal as a spectrum image: one row for a line scan, one pixel for a single spectrum.</summary>
    /// <exception cref="BadInputException">The signal is an image, has no energy axis in eV, or its type is refused.</exception>
    public static SpectrumImage From(Signal signal, string source)
    {
        if (signal.Refusal is { } refusal) throw new BadInputException(refusal);
        if (signal.Kind == SignalKind.Image)
            throw BadInputException.In(source, $"'{signal.Title}' is an image, not a spectrum image", "Choose a file or a signal with an energy axis.");
        var (energy, samples) = InOrder(signal, source);
        var navigation = signal.Axes.Take(signal.Axes.Count - 1).ToArray();
        if (navigation.Length > 2)
            throw BadInputException.In(source, $"the signal has {navigation.Length} navigation axes", "Whiteline maps line scans and images; extract one first.");
        return new(
            navigation.Length == 2 ? navigation[0].Size : 1,
            navigation.Length > 0 ? navigation[^1].Size : 1,
            energy,
            samples)
        {
            RowAxis = navigation.Length == 2 ? navigation[0] : null,
            ColumnAxis = navigation.Length > 0 ? navigation[^1] : null,
            Title = signal.Title,
            Names = signal.SpectrumNames,
            Metadata = signal.Metadata,
        };
    }

    /// <summary>The image as a signal that a format can write, over the same samples: a spectrum image where there are rows, else a line scan.</summary>
    public Signal ToSignal()
    {
        SignalAxis[] navigation = [RowAxis ?? new("y", 0, 1, Rows, null), ColumnAxis ?? new("x", 0, 1, Columns, null)];
        return new(Title, SignalKind.SpectrumImage, [.. navigation.Skip(Rows > 1 || RowAxis is not null ? 0 : 1), new("Energy loss", Axis.OffsetEv, Axis.DispersionEv, Axis.Count, "eV")], "float32", Samples)
        {
            SpectrumNames = Names,
            Metadata = Metadata,
        };
    }

    // An axis without units is taken as eV, which is what most programs leave out. One that falls is turned round, and the channels with it.
    static (EnergyAxis Axis, ISampleSource Samples) InOrder(Signal signal, string source)
    {
        var stored = signal.Axes[^1];
        if (SpectralUnits.AreOther(stored.Units))
            throw BadInputException.In(source, $"the spectral axis is in {stored.Units!.Trim()}, not eV", "Whiteline reads energy-loss spectra.");
        var axis = SpectralUnits.InEv(stored);
        return axis.Scale switch
        {
            > 0 => (new(axis.Offset, axis.Scale, axis.Size), signal.Samples),
            < 0 => (new(axis.Offset + (axis.Size - 1) * axis.Scale, -axis.Scale, axis.Size), new ReversedChannels(signal.Samples, axis.Size)),
            _ => throw BadInputException.In(source, FormattableString.Invariant($"the energy axis has a dispersion of {axis.Scale}"), "Calibrate the axis."),
        };
    }
}
