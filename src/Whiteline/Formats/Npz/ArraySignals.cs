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

    /// <summary>An array whose last axis is the energy.</summary>
    public static Signal WithEnergy(string title, NpyArray array, EnergyAxis energy)
    {
        SignalAxis[] axes = [.. Axes(array.Shape).SkipLast(1), new("Energy loss", energy.OffsetEv, energy.DispersionEv, energy.Count, "eV")];
        return new(title, array.Shape.Length == 1 ? SignalKind.Spectrum : SignalKind.SpectrumImage, axes, array.TypeName, array.ToSamples())
        {
            Metadata = new() { SignalType = "EELS" },
        };
    }

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
