using System.Text.Json;
using Whiteline.Learning.Metrics;
using Whiteline.Numerics;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Scores against scikit-learn's on the same predictions. Skipped where the system's Python has no scikit-learn.</summary>
public sealed class MetricsAgainstScikitLearnTests
{
    const double Tolerance = 1e-9;

    const string Script = """
        import json, sys, warnings, numpy
        from sklearn import metrics as m
        warnings.filterwarnings("ignore")
        d = json.load(open(sys.argv[1]))
        names, truth, p = d["labels"], numpy.array(d["truth"]), numpy.array(d["probabilities"])
        given = p.argmax(1)
        y = numpy.array([names.index(t) for t in truth])
        k = numpy.arange(len(names))
        onehot = (y[:, None] == k).astype(float)
        precision, recall, f1, support = m.precision_recall_fscore_support(y, given, labels=k, zero_division=0)
        confidence, right = p.max(1), (given == y).astype(float)
        edges = numpy.linspace(0, 1, 16)
        bins = numpy.clip(numpy.searchsorted(edges, confidence, side="left") - 1, 0, 14)
        ece = sum(abs(right[bins == b].mean() - confidence[bins == b].mean()) * (bins == b).mean() for b in range(15) if (bins == b).any())
        areas = [m.roc_auc_score(y == c, p[:, c]) if 0 < (y == c).sum() < len(y) else None for c in k]
        print(json.dumps(dict(
            accuracy=m.accuracy_score(y, given), balanced=m.balanced_accuracy_score(y, given), macroF1=m.f1_score(y, given, average="macro"),
            matthews=m.matthews_corrcoef(y, given), kappa=m.cohen_kappa_score(y, given),
            precision=precision.tolist(), recall=recall.tolist(), f1=f1.tolist(), support=support.tolist(),
            logLoss=m.log_loss(y, p, labels=k), brier=((p - onehot) ** 2).sum(1).mean(), ece=ece, areas=areas,
            macroArea=m.roc_auc_score(y, p, multi_class="ovr", labels=k) if all(a is not None for a in areas) else None,
            confusion=m.confusion_matrix(y, given, labels=k).tolist())))
        """;

    [Theory]
    [InlineData(3, 500, 3, false)]
    [InlineData(3, 200, 3, true)]
    [InlineData(5, 300, 4, false)]
    [InlineData(8, 40, 6, true)]
    public async Task The_same_scores(int classes, int count, int present, bool ties)
    {
        using var folder = new TemporaryFolder();
        var random = new Seed((ulong)(classes + count)).Random();
        string[] labels = [.. Enumerable.Range(0, classes).Select(c => $"Mn{c}+")];
        string[] truth = [.. Enumerable.Range(0, count).Select(_ => labels[(int)random.NextDouble(0, present)])];
        var probabilities = new double[count * classes];
        for (var i = 0; i < count; i++) Fill(probabilities.AsSpan(i * classes, classes), Array.IndexOf(labels, truth[i]), random, ties);
        var rows = probabilities.Chunk(classes).ToArray();
        await File.WriteAllTextAsync(folder.File("p.json"), JsonSerializer.Serialize(new { labels, truth, probabilities = rows }), TestContext.Current.CancellationToken);

        var theirs = JsonDocument.Parse(await SystemPython.Ask(Script, folder.File("p.json"))).RootElement;
        var ours = Scores.Of(labels, truth, probabilities);

        void Same(string name, double value) => Assert.Equal(theirs.GetProperty(name).GetDouble(), value, Tolerance);
        Same("accuracy", ours.Accuracy);
        Same("balanced", ours.BalancedAccuracy);
        Same("macroF1", ours.MacroF1);
        Same("matthews", ours.MatthewsCorrelation);
        Same("kappa", ours.CohenKappa);
        Same("logLoss", ours.LogLoss);
        Same("brier", ours.Brier);
        Same("ece", ours.Ece);
        SameEach(theirs.GetProperty("precision"), ours.PerClass.Select(score => score.Precision));
        SameEach(theirs.GetProperty("recall"), ours.PerClass.Select(score => score.Recall));
        SameEach(theirs.GetProperty("f1"), ours.PerClass.Select(score => score.F1));
        SameEach(theirs.GetProperty("support"), ours.PerClass.Select(score => (double)score.Support));
        SameEach(theirs.GetProperty("areas"), ours.PerClass.Select(score => score.RocAuc));
        if (present == classes) Same("macroArea", ours.MacroRocAuc);
        Assert.Equal(theirs.GetProperty("confusion").GetRawText().Replace(" ", "", StringComparison.Ordinal), JsonSerializer.Serialize(ours.Confusion.Rows()));
    }

    static void SameEach(JsonElement theirs, IEnumerable<double> ours) => Assert.All(
        theirs.EnumerateArray().Zip(ours),
        pair => Assert.Equal(pair.First.ValueKind == JsonValueKind.Null ? double.NaN : pair.First.GetDouble(), pair.Second, Tolerance));

    // Rounded to tenths, many probabilities are equal. Sums are 1 to the last bit of a decimal.
    static void Fill(Span<double> row, int actual, RandomSource random, bool ties)
    {
        var sum = 0.0;
        for (var c = 0; c < row.Length; c++) sum += row[c] = Math.Exp(random.NextNormal() + (c == actual ? 1 : 0));
        for (var c = 0; c < row.Length; c++) row[c] = ties ? Math.Max(1, Math.Round(20 * row[c] / sum)) : row[c] / sum;
        if (!ties) return;
        sum = 0;
        foreach (var value in row) sum += value;
        for (var c = 0; c < row.Length; c++) row[c] /= sum;
    }
}
