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

    [Theory]
    [InlineData("0,0\n1,10\n2,20\n3,30\n0,0\n1,10\n2,20\n3,30", "do not increase at channel 4")]
    [InlineData("5,0\n5,10\n5,30\n5,40", "do not increase")]
    public void Energies_that_begin_again_or_stand_still_are_refused_all_the_same(string text, string said)
    {
        var error = Assert.Throws<BadInputException>(() => new CsvFormat(resample: true).Open(Table(text)));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_that_go_back_a_hair_are_put_in_order_and_those_at_one_energy_count_by_their_mean()
    {
        using var signal = new CsvFormat(resample: true).Open(Table("0,0\n1,10\n2.1,21\n2,20\n3,28\n3,32\n4,40"))[0];

        var samples = new double[7];
        signal.Samples.Read(0, samples);

        Assert.Equal((0, 4.0 / 6, 7), (signal.Axes[0].Offset, signal.Axes[0].Scale, signal.Axes[0].Size));
        Assert.Equal([.. Enumerable.Range(0, 7).Select(i => 40.0 * i / 6)], samples, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    string Table(string text)
    {
        File.WriteAllText(folder.File("t.csv"), text);
        return folder.File("t.csv");
    }
}
