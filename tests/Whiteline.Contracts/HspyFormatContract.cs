using Whiteline.Formats;
using Whiteline.Hdf5;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Contracts;

public sealed class HspyFormatContract : SpectrumFormatContract
{
    protected override ISpectrumFormat Format { get; } = new HspyFormat();

    protected override Signal Writable { get; } = new(
        "a spectrum image",
        SignalKind.SpectrumImage,
        [new("y", 1, 2, 3, "nm"), new("x", 0, 2, 2, "nm"), new("Energy loss", 702.3, 0.1, 4, "eV")],
        "float64",
        new MemorySampleSource([.. Enumerable.Range(0, 24).Select(i => i / 3.0)]));

    protected override IEnumerable<byte[]> SoundFiles()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("sound.hspy");
        using var spectrum = new Signal("spectrum", SignalKind.Spectrum, [new("Energy loss", 0, 1, 5, "eV")], "uint16", new MemorySampleSource([1f, 2, 3, 4, 65535])) { Metadata = new() { BeamEnergyKv = 200 } };
        foreach (Signal[] signals in (Signal[][])[[Writable], [Writable, spectrum]])
        {
            new HspyFormat().Write(path, signals, TestContext.Current.CancellationToken);
            yield return File.ReadAllBytes(path);
        }
        // What h5py writes has the older structures of HDF5: symbol tables and B-trees of version 1.
        if (!SharedData.IsPresent) yield break;
        yield return File.ReadAllBytes(SharedData.PathOf("formats", "example1_v1.2.hdf5"));
        yield return File.ReadAllBytes(SharedData.PathOf("formats", "test_marker_bad_marker_type.hdf5"));
    }
}
