using System.Xml.Linq;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Recipes.Comparison;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Reports.Tests;

public sealed class ComparisonReportTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_report_holds_summary_claims_table_figures_and_plan()
    {
        var result = Compare();

        var written = ComparisonFiles.Write(folder.File("study"), result, "Mn <study>", [("Program", "a & b")]);

        var html = File.ReadAllText(written[0]);
        Assert.Contains("Mn &lt;study&gt;", html, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<study>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);
        Assert.All(Finding.Of(result), finding => Assert.Contains(System.Net.WebUtility.HtmlEncode(finding.Claim), html, StringComparison.Ordinal));
        Assert.Contains("Best by groups held out", html, StringComparison.Ordinal);
        Assert.Contains("data:image/svg+xml", html, StringComparison.Ordinal);
        Assert.Contains(written, file => file.EndsWith("shift-matrix-svm-linear.png", StringComparison.Ordinal));
    }

    [Fact]
    public void The_one_script_is_allowed_by_its_hash()
    {
        var html = Html(Compare());

        var script = html[(html.IndexOf("<script>", StringComparison.Ordinal) + 8)..html.IndexOf("</script>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"script-src 'sha256-{hash}'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_have_a_row_for_every_combination_and_every_point()
    {
        var result = Compare();

        ComparisonFiles.Write(folder.File("study"), result, "study", []);

        var rows = File.ReadAllLines(Path.Combine(folder.File("study"), "combinations.csv"));
        Assert.Equal(1 + result.Scored.Count(), rows.Length);
        Assert.All(rows, row => Assert.Equal(ComparisonReport.Columns.Count, row.Split(',').Length));
        var points = File.ReadAllLines(Path.Combine(folder.File("study"), "curves.csv"));
        Assert.Equal(1 + result.Cells.Sum(cell => cell.ShiftCurve.Count + cell.NoiseCurve.Count + (cell.Cell.PerClass is null ? 0 : 1)), points.Length);
        Assert.NotNull(XDocument.Load(Path.Combine(folder.File("study"), "shift-plain.svg")).Root);
    }

    [Fact]
    public void Verdicts_come_back_from_their_file_and_what_is_none_is_told_to_be_none()
    {
        var result = Compare();

        ComparisonFiles.Write(folder.File("study"), result, "study", []);

        var read = ComparisonVerdicts.In(folder.File("study"), default)!;
        Assert.Equal(ComparisonReport.Summary(result), read.Summary);
        Assert.Equal(Finding.Of(result), read.Findings);
        Assert.Null(ComparisonVerdicts.In(folder.File("no such folder"), default));
        var written = File.GetLastWriteTimeUtc(Path.Combine(folder.File("study"), ComparisonVerdicts.FileName));
        Assert.NotNull(ComparisonVerdicts.In(folder.File("study"), written));
        Assert.Null(ComparisonVerdicts.In(folder.File("study"), written.AddSeconds(1)));
        foreach (var text in new[] { "", "{", "[]", "null", """{ "summary": null, "findings": [] }""", """{ "summary": [] }""", """{ "summary": [], "findings": [null] }""", new string(' ', (1 << 20) + 1) })
        {
            File.WriteAllText(Path.Combine(folder.File("study"), ComparisonVerdicts.FileName), text);
            Assert.Null(ComparisonVerdicts.In(folder.File("study"), default));
        }
    }

    [Fact]
    public void The_chapter_on_normalisation_sets_embeddings_beside_accuracies_and_says_what_they_mean()
    {
        var result = Compare(Norm.Max, Norm.None);

        var written = ComparisonFiles.Write(folder.File("study"), result, "study", []);

        var html = File.ReadAllText(written[0]);
        Assert.Contains("What normalisation does", html, StringComparison.Ordinal);
        Assert.All(NormalisationChapter.Words(result.Normalisation!), line => Assert.Contains(System.Net.WebUtility.HtmlEncode(line), html, StringComparison.Ordinal));
        string[][] rows = [.. File.ReadAllLines(Path.Combine(folder.File("study"), "normalisation.csv")).Select(line => line.Split(','))];
        Assert.Equal(["none", "max", "minmax", "l2", "area"], rows.Skip(1).Select(row => row[0]));
        var accuracy = Array.IndexOf(rows[0], "svm-linear");
        Assert.Equal(
            result.Scored.Where(cell => cell.Cell.Classifier == "svm-linear" && cell.Cell.Alignment == Alignment.None).OrderBy(cell => cell.Cell.Norm).Select(cell => cell.Honest!.Accuracy.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)),
            rows.Skip(1).Select(row => row[accuracy]).Where(text => text.Length > 0));
        Assert.Contains(Path.Combine(folder.File("study"), "normalisation.png"), written);
    }

    [Fact]
    public void What_the_tests_lack_is_on_the_page_and_one_is_singular()
    {
        var result = Compare() with { Warnings = ["Class Mn3+ is not in the test part."] };
        var one = result with { Training = new(result.Training.Axis, result.Training.Intensity.ToArray(), result.Training.Labels, [.. result.Training.Labels.Select(_ => "particle")]) };

        Assert.Contains("Of the tests", Html(result), StringComparison.Ordinal);
        Assert.Contains("Class Mn3+ is not in the test part.", Html(result), StringComparison.Ordinal);
        Assert.DoesNotContain("Of the tests", Html(Compare()), StringComparison.Ordinal);
        Assert.Contains(", 1 group. Test spectra", Html(one), StringComparison.Ordinal);
        Assert.Contains(ComparisonReport.Summary(result with { Cells = [result.Scored.First(cell => cell.Plain is not null && cell.Grouped is not null)] }), line => line.EndsWith("in the one combination that has both.", StringComparison.Ordinal));
    }

    static string Html(ComparisonResult result) => ComparisonReport.Html(result, ComparisonVerdicts.Of(result), "study", []);

    ComparisonResult Compare(params Norm[] norms)
    {
        var plan = new ComparisonPlan
        {
            Classifiers = ["svm-linear", "nearest-mean"],
            Focus = ["svm-linear"],
            Normalisations = norms.Length > 0 ? norms : [Norm.Max],
            Trainings = [TrainingData.Plain],
            Folds = 2,
            TrainedShiftsEv = [1],
            TrainingSizes = [4],
            ShiftsEv = [-1, 0, 1],
            NoiseMultiples = [1, 3],
            GaussianSigmas = [],
            PeakCounts = [],
            BroadeningsEv = [],
            DispersionsEv = [],
        };
        var data = PhantomDataset.Make(new([new("Mn2+", 24), new("Mn4+", 24)]) { GroupsPerClass = 8 }, new Seed(1));
        return new ComparisonRun(plan, (_, _) => throw new InvalidOperationException("No network was asked for.")).Run(data, null, folder.File("cells"), new(new Seed(1), 2));
    }
}
