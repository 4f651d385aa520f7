using Whiteline.Spectra;

namespace Whiteline.Formats.Npz;

/// <summary>
/// One NumPy array (<c>.npy</c>). It carries no calibration: a vector is listed as a spectrum, a matrix as an image, and a three-dimensional
/// array as a spectrum image with its channels last, all in plain indices. Samples in C order are read from the file when asked for.
/// </summary>
public sealed class NpyFormat : ISpectrumFormat, ISpectrumWriter
{
    /// <inheritdoc/>
    public string Name => "NPY";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".npy"];

    /// <inheritdoc/>
    public SignalParts Keeps => SignalParts.None;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(NpyHeader.Magic);

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path)
    {
        using var file = new SampleFile(path);
        var head = new byte[Math.Min(NpyHeader.LargestHeader, file.Length)];
        file.ReadExactly(0, head);
        var header = NpyHeader.Parse(head, path);
        if (header.Type is not { } type) throw BadInputException.In(path, "it holds text, not intensities", "Give an array of numbers.");
        if (header.Count == 0) throw BadInputException.In(path, "it holds no sample", "Give an array with data.");
        FileSampleSource.RequireRoom(path, file.Length, header.DataOffset, header.Count, header.ItemBytes);
        var title = Path.GetFileNameWithoutExtension(path);
        return [ArraySignals.Uncalibrated(title, header.Shape, SampleConversion.NameOf(type), Samples(path, file, header, type))];
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default)
    {
        if (signals.Count != 1) throw BadInputException.In(path, $"an .npy file holds one array, not {signals.Count} signals", "A .hspy file holds them all.");
        var array = ArraySignals.ToArray(signals[0], path);
        AtomicFile.Write(path, stream =>
        {
            cancellation.ThrowIfCancellationRequested();
            array.WriteTo(stream);
        });
    }

    static ISampleSource Samples(string path, SampleFile file, NpyHeader header, SampleType type)
    {
        if (!header.FortranOrder || header.Shape.Length < 2) return new FileSampleSource(path, header.DataOffset, header.Count, type, header.BigEndian);
        if (header.Count > Array.MaxLength / header.ItemBytes) throw BadInputException.In(path, "it is stored in Fortran order and too large to turn round in memory", "Save it with numpy.ascontiguousarray.");
        var data = new byte[header.Count * header.ItemBytes];
        file.ReadExactly(header.DataOffset, data);
        return new NpyArray(header, data).ToSamples();
    }
}
