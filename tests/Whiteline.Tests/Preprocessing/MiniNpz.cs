using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Whiteline.Spectra;

namespace Whiteline.Tests.Preprocessing;

/// <summary>Reads the measured datasets (version 1 .npy members, little endian) with nothing but the framework.</summary>
static class MiniNpz
{
    public static LabeledSpectra Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var energy = MemoryMarshal.Cast<byte, double>(Body(zip, "energy")).ToArray();
        var intensity = MemoryMarshal.Cast<byte, float>(Body(zip, "intensity")).ToArray();
        var text = MemoryMarshal.Cast<byte, uint>(Body(zip, "label"));
        var count = intensity.Length / energy.Length;
        var width = text.Length / count;
        var labels = new string[count];
        for (var i = 0; i < count; i++)
            labels[i] = string.Concat(text.Slice(i * width, width).ToArray().Where(rune => rune != 0).Select(rune => ((Rune)rune).ToString()));
        return new(EnergyAxis.FromEnergies(energy, path), intensity, labels);
    }

    static Span<byte> Body(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name + ".npy")!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        return bytes.AsSpan(10 + BitConverter.ToUInt16(bytes, 8));
    }
}
