using System.Xml.Linq;
using Whiteline.Fidelity;
using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Recipes.Generation;
using Whiteline.Reports.Augmentation;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Reports.Tests;

public sealed class AugmentationReportTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_report_is_one_page_with_measures_figures_and_a_recommendation()
    {
        var result = Prove();

        var written = AugmentationFiles.Write(folder.File("proof"), result, "Mn <made>", [("Program", "a & b")]);

        var html = File.ReadAllText(written[0]);
        Assert.Contains("Mn &lt;made&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(Enum.GetValues<Measure>(), measure => Assert.Contains(System.Net.WebUtility.HtmlEncode(Demand.Name(measure)), html, StringComparison.Ordinal));
        Assert.All(Recommendation.Of(result).Words, line => Assert.Contains(System.Net.WebUtility.HtmlEncode(line), html, StringComparison.Ordinal));
        Assert.Equal(6 * 2 + 1, html.Split("data:image/svg+xml").Length - 1);
        Assert.All(written.Where(file => file.EndsWith(".svg", StringComparison.Ordinal)), file => Assert.NotNull(XDocument.Load(file).Root));
    }

    [Fact]
    public void Each_class_has_a_table_of_its_own_with_measures_in_words()
    {
        var result = Prove();

        var html = File.ReadAllText(AugmentationFiles.Write(folder.File("proof"), result, "proof", [])[0]);

        Assert.All(result.Methods[0].Fidelity.Classes, one => Assert.Contains($"{one.Label}: the methods learned from {one.Training} measured spectra", html, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<Measure>(), measure => Assert.DoesNotContain($">{measure}<", html, StringComparison.Ordinal));
        // The mean over the classes and each class by itself.
        Assert.Equal(1 + result.Methods[0].Fidelity.Classes.Count, html.Split($"<td>{System.Net.WebUtility.HtmlEncode(Demand.Name(Measure.WidthKs))}</td>").Length - 1);
    }

    [Fact]
    public void Tables_hold_every_number()
    {
        var result = Prove();

        AugmentationFiles.Write(folder.File("proof"), result, "proof", []);

        Assert.Equal(1 + 2 * 2 * Enum.GetValues<Measure>().Length, File.ReadAllLines(Path.Combine(folder.File("proof"), "metrics.csv")).Length);
        Assert.Equal(["method,classifier,testedOn,tested,real,synthetic,both,realOnSynthetic", "pca,svm,other groups,10,0.9,0.8,0.95,0.7"], File.ReadAllLines(Path.Combine(folder.File("proof"), "utility.csv")));
        Assert.Equal(["method,classifier,measuredPerClass,accuracy,low,high", "none,svm,5,0.8,0.7,0.9", "pca,svm,5,0.9,0.9,0.9"], File.ReadAllLines(Path.Combine(folder.File("proof"), "sizes.csv")));
    }

    [Fact]
    public void What_cannot_be_measured_is_an_empty_cell_and_nowhere_a_NaN()
    {
        var proof = Prove();
        var first = proof.Methods[0];
        var blank = first with { Fidelity = new([.. first.Fidelity.Classes.Select(one => one with { Values = one.Values.ToDictionary(pair => pair.Key, _ => new MeasureValue(double.NaN, double.PositiveInfinity)) })], []) };

        var written = AugmentationFiles.Write(folder.File("proof"), proof with { Methods = [blank], Utility = [], Sizes = [] }, "proof", []);

        Assert.Contains("pca,Mn2+,MeanError,,", File.ReadAllLines(Path.Combine(folder.File("proof"), "metrics.csv")));
        Assert.All(written.Where(file => file.EndsWith(".csv", StringComparison.Ordinal)), file => Assert.DoesNotContain("NaN", File.ReadAllText(file), StringComparison.Ordinal));
        var html = File.ReadAllText(written[0]);
        Assert.DoesNotContain("NaN", System.Text.RegularExpressions.Regex.Replace(html, "data:[^\"]*|<script>.*?</script>", "", System.Text.RegularExpressions.RegexOptions.Singleline), StringComparison.Ordinal);
        Assert.Equal(2, html.Split("Not demanded, since it cannot be measured").Length);
    }

    static AugmentationResult Prove()
    {
        var data = PhantomDataset.Make(new([new("Mn2+", 40), new("Mn4+", 40)]) { GroupsPerClass = 8 }, new Seed(1));
        var context = new TrainingContext(new Seed(1), 2, null, TestContext.Current.CancellationToken);
        var (training, heldOut) = FidelityStudy.Divide(data, context);
        return new(
            training, heldOut, FidelityStudy.Run(training, heldOut, [new PcaBootstrap(), new MixupAugmentation()], 30, context),
            [new("pca", "svm", "other groups", 10, 0.9, 0.8, 0.95, 0.7)], [new("none", "svm", 5, 0.8, 0.7, 0.9), new("pca", "svm", 5, 0.9, 0.9, 0.9)]);
    }
}
