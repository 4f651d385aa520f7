using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Web.Images;

/// <summary>A signal of a file, open for looking: its spectra, and what one pass over them gave.</summary>
sealed class OpenImage : IDisposable
{
    // As float32 in memory, regions of a file that lies channel by channel are summed as fast as those of any other.
    const long MostBytesInMemory = 1L << 30;

    readonly IReadOnlyList<Signal> signals;

    OpenImage(IReadOnlyList<Signal> signals, Signal signal, SpectrumImage spectra, RegionSums sums)
    {
        this.signals = signals;
        Signal = signal;
        Spectra = spectra;
        Sums = sums;
    }

    /// <summary>The signal as stored.</summary>
    public Signal Signal { get; }

    /// <summary>Its spectra.</summary>
    public SpectrumImage Spectra { get; }

    /// <summary>Sums of regions.</summary>
    public RegionSums Sums { get; }

    /// <summary>Takes over the signals of a file, and reads one of them once.</summary>
    public static OpenImage Read(IReadOnlyList<Signal> signals, int? index, string file, int threads)
    {
        try
        {
            var signal = SignalChoice.Of(signals, index, file);
            var spectra = InMemory(SpectrumImage.From(signal, file));
            return new(signals, signal, spectra, RegionSums.Of(spectra, threads));
        }
        catch
        {
            foreach (var signal in signals) signal.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
    }

    static SpectrumImage InMemory(SpectrumImage image)
    {
        var bytes = sizeof(float) * (long)image.Count * image.Axis.Count;
        if (bytes > Math.Min(MostBytesInMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4)) return image;
        var samples = new float[(long)image.Count * image.Axis.Count];
        image.Read(0, image.Count, samples);
        return new(image.Rows, image.Columns, image.Axis, new MemorySampleSource(samples))
        {
            RowAxis = image.RowAxis,
            ColumnAxis = image.ColumnAxis,
            Title = image.Title,
            Metadata = image.Metadata,
        };
    }
}
