using Whiteline.Spectra;

namespace Whiteline.Formats.Npz;

/// <summary>Arrays as signals, and signals as arrays.</summary>
static class ArraySignals
{
    // Two gigabytes of samples: what one array in memory can hold.
    const long LargestCount = 1L << 29;

    /// <summary>An array without calibration.</summary>
    public static Signal Uncalibrated(string title, int[] shape, string dataType, ISampleSource samples) =>
        new(title, shape.Length switch { 0 or 1 => SignalKind.Spectrum, 3 => SignalKind.SpectrumImage, _ => SignalKind.Image }, Axes(shape.Length == 0 ? [1] : shape), dataType, samples);

    /// <summary>An array whose last axis is the spectral one.</summary>
    /// <param name="title">Its name.</param>
    /// <param name="array">Shape (…, channels).</param>
    /// <param name="axis">The spectral axis.</param>
    /// <param name="names">Names of the spectra; left out where there are not as many.</param>
    public static Signal OnAxis(string title, NpyArray array, SignalAxis axis, string[]? names) =>
        new(title, array.Shape.Length == 1 ? SignalKind.Spectrum : SignalKind.SpectrumImage, [.. Axes(array.Shape).SkipLast(1), axis], array.TypeName, array.ToSamples())
        {
            Metadata = new() { SignalType = SpectralUnits.InEv(axis.Units) is null ? null : "EELS" },
            SpectrumNames = names?.Length == array.Count / axis.Size ? names : null,
        };

    /// <summary>The samples of a signal: float32 where that holds them exactly, float64 otherwise.</summary>
    /// <exception cref="BadInputException">It is too large for one array.</exception>
    public static NpyArray ToArray(Signal signal, string path)
    {
        var count = signal.Samples.Count;
        if (count > LargestCount) throw BadInputException.In(path, $"{count} samples do not fit one NumPy array in memory", "Write .hspy, which is written in chunks.");
        int[] shape = [.. signal.Shape];
        if (signal.DataType is "float64" or "int32" or "uint32" or "int64" or "uint64")
        {
            var exact = new double[count];
            signal.Samples.Read(0, exact);
            return new(exact, shape);
        }
        var samples = new float[count];
        signal.Samples.Read(0, samples);
        return new(samples, shape);
    }

    static SignalAxis[] Axes(int[] shape) => [.. shape.Select(size => new SignalAxis(null, 0, 1, size, null))];
}
