using Whiteline.Formats;
using Whiteline.Formats.Dm;
using Whiteline.Testing;

namespace Whiteline.Contracts;

public sealed class Dm3FormatContract : SpectrumFormatContract
{
    protected override ISpectrumFormat Format => DmFormat.Dm3;

    protected override IEnumerable<byte[]> SoundFiles() => DmSamples.Of(3);
}

public sealed class Dm4FormatContract : SpectrumFormatContract
{
    protected override ISpectrumFormat Format => DmFormat.Dm4;

    protected override IEnumerable<byte[]> SoundFiles() => DmSamples.Of(4);
}

static class DmSamples
{
    public static IEnumerable<byte[]> Of(int version)
    {
        var tags = new DmGroup("Microscope Info", new DmNumber("Voltage", 200_000), new DmString("Name", "Phantom"));
        yield return new DmBuilder(version).Thumbnail().SpectrumImage(3, 4, 20, "SI", tags).ListThumbnail(0).Build();
        yield return new DmBuilder(version, bigEndian: true).SpectrumImage(2, 2, 8).Image("complex", 3, [6, 6], new byte[32], [(2, 0, 1, ""), (2, 0, 1, "")]).Build();
        yield return new DmBuilder(version).Image("spectrum", 10, [4], new byte[200], [(100, -400, 0.5, "eV")], [new DmStruct("Binning", 1, 4)]).Build();
    }
}
