using Whiteline.Formats;
using Whiteline.Formats.Text;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

public sealed class EvenStepsTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Uneven_energies_are_refused_and_the_message_says_how_to_resample()
    {
        var error = Assert.Throws<BadInputException>(() => new CsvFormat().Open(Table("0,0\n1,10\n3,30\n4,40")));

        Assert.Contains("not uniform", error.Message, StringComparison.Ordinal);
        Assert.Contains("--resample", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_request_a_straight_line_stays_one_on_even_steps()
    {
        using var signal = new CsvFormat(resample: true).Open(Table("0,0\n1,10\n3,30\n4,40"))[0];

        var samples = new double[4];
        signal.Samples.Read(0, samples);

        Assert.Equal((0, 4.0 / 3, 4), (signal.Axes[0].Offset, signal.Axes[0].Scale, signal.Axes[0].Size));
        Assert.Equal([0, 40.0 / 3, 80.0 / 3, 40], samples.Select(sample => Math.Round(sample, 9)), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData("e,a,b\n0,0,0\n1,10,20\n3,30,60\n4,40,80")]
    [InlineData("e,a,b\n4,40,80\n3,30,60\n1,10,20\n0,0,0")]
    [InlineData("group,0,1,3,4\na,0,10,30,40\nb,0,20,60,80")]
    public void Every_spectrum_of_a_table_is_put_on_even_steps(string text)
    {
        using var signal = new CsvFormat(resample: true).Open(Table(text)).Single();

        var samples = new double[8];
        signal.Samples.Read(0, samples);

        Assert.Equal([0, 40.0 / 3, 80.0 / 3, 40, 0, 80.0 / 3, 160.0 / 3, 80], samples, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_labelled_table_is_put_on_even_steps_too()
    {
        var table = Table("label,0,1,3,4\nFe2+,0,10,30,40");

        Assert.Contains("--resample", Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(table)).Message, StringComparison.Ordinal);
        Assert.Equal([0, 40f / 3, 80f / 3, 40], LabeledSpectraFile.Read(table, resample: true).Intensity.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Energies_out_of_order_are_refused_all_the_same()
    {
        var error = Assert.Throws<BadInputException>(() => new CsvFormat(resample: true).Open(Table("0,0\n3,10\n2,30\n4,40")));

        Assert.Contains("do not increase at channel 2", error.Message, StringComparison.Ordinal);
    }

    string Table(string text)
    {
        File.WriteAllText(folder.File("t.csv"), text);
        return folder.File("t.csv");
    }
}
