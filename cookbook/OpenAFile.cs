using Whiteline.Formats;
using Whiteline.Formats.Dm;
using Whiteline.Formats.Msa;
using Whiteline.Formats.Npz;
using Whiteline.Hdf5;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class OpenAFile
{
    [Fact]
    public void Open_a_spectrum_image_and_read_one_spectrum()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("cube.hspy");
        new HspyFormat().Write(path, [PhantomImage.Make(new() { Rows = 8, Columns = 6 }, new Seed(0)).ToSignal()], TestContext.Current.CancellationToken);

        // Recipe: open-a-file.md
        var formats = new FormatCatalog(DmFormat.Dm3, DmFormat.Dm4, new MsaFormat(), new NpzFormat(), new HspyFormat());
        using var signal = formats.Open(path)[0];
        var image = SpectrumImage.From(signal, path);
        var spectrum = new float[image.Axis.Count];
        var (row, column) = (3, 2);
        image.Read(row * image.Columns + column, 1, spectrum);
        var atL3 = spectrum[(int)Math.Round(image.Axis.ChannelAt(709.5))];
        // End of recipe

        Assert.Equal((8, 6), (image.Rows, image.Columns));
        Assert.True(atL3 > spectrum[(int)image.Axis.ChannelAt(700)]);
    }
}
