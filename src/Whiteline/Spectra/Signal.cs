namespace Whiteline.Spectra;

/// <summary>One array of a file with its axes, as stored; read lazily. Owns its samples.</summary>
public sealed class Signal : IDisposable
{
    readonly ISampleSource? samples;

    /// <summary>Creates the signal.</summary>
    /// <param name="title">Its title; empty when the file has none.</param>
    /// <param name="kind">What it is. For a spectrum or spectrum image the last axis is the spectral one.</param>
    /// <param name="axes">One per dimension, in C order.</param>
    /// <param name="dataType">NumPy's name of the stored type, or the name of a type that is refused (<c>rgb</c>, <c>packed complex</c>).</param>
    /// <param name="samples">The samples in C order; null when the type is refused.</param>
    public Signal(string title, SignalKind kind, IReadOnlyList<SignalAxis> axes, string dataType, ISampleSource? samples)
    {
        Title = title;
        Kind = kind;
        Axes = axes;
        DataType = dataType;
        this.samples = samples;
    }

    /// <summary>Title; empty when the file has none.</summary>
    public string Title { get; }

    /// <summary>What the signal is.</summary>
    public SignalKind Kind { get; }

    /// <summary>Axes in C order; the spectral axis is last.</summary>
    public IReadOnlyList<SignalAxis> Axes { get; }

    /// <summary>Sizes of the axes, C order.</summary>
    public IReadOnlyList<int> Shape => [.. Axes.Select(axis => axis.Size)];

    /// <summary>The stored type's name.</summary>
    public string DataType { get; }

    /// <summary>How it was acquired; what is not known is null.</summary>
    public AcquisitionMetadata Metadata { get; init; } = AcquisitionMetadata.Unknown;

    /// <summary>Names of the spectra, one per spectrum in C order (the columns of a text table), or null when the file gives none.</summary>
    public IReadOnlyList<string>? SpectrumNames { get; init; }

    /// <summary>Sentences about the file that a user should read, such as that its counts were averaged by binning.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why the samples cannot be read (a sentence that names the type), or null when they can.</summary>
    public string? Refusal { get; init; }

    /// <summary>The samples, C order.</summary>
    /// <exception cref="BadInputException">The stored type is refused.</exception>
    public ISampleSource Samples => samples ?? throw new BadInputException(Refusal ?? $"'{Title}': samples of type {DataType} cannot be read.");

    /// <inheritdoc/>
    public void Dispose() => samples?.Dispose();
}
