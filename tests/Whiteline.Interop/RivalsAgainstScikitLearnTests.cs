using System.Text.Json;
using Whiteline.Formats.Npz;
using Whiteline.Learning;
using Whiteline.Learning.Classical;
using Whiteline.Learning.Metrics;
using Whiteline.Numerics;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>The classical rivals, the splits and the paired test against scikit-learn and SciPy. Skipped where the system's Python has no scikit-learn.</summary>
public sealed class RivalsAgainstScikitLearnTests
{
    const string Rivals = """
        import json, sys, numpy
        from sklearn.ensemble import RandomForestClassifier
        from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
        a = numpy.load(sys.argv[1])
        x, y, q = a["trained"].astype(float), a["truth"], a["asked"].astype(float)
        forest = RandomForestClassifier(200, random_state=0).fit(x, y)
        print(json.dumps(dict(
            mean=NearestCentroid().fit(x, y).predict(q).tolist(),
            neighbours=KNeighborsClassifier(5).fit(x, y).predict_proba(q).tolist(),
            forest=float((forest.predict(q) == a["answers"]).mean()))))
        """;

    const string Folds = """
        import json, sys, numpy
        from sklearn.metrics import accuracy_score, balanced_accuracy_score
        from scipy.stats import binomtest
        d = json.load(open(sys.argv[1]))
        truth, given, folds, groups = (numpy.array(d[k]) for k in ("truth", "given", "folds", "groups"))
        shared = [len(set(groups[folds == f]) & set(groups[folds != f])) for f in sorted(set(folds))]
        accuracies = [accuracy_score(truth[folds == f], given[folds == f]) for f in sorted(set(folds))]
        print(json.dumps(dict(shared=shared, accuracies=accuracies, std=float(numpy.std(accuracies)),
            curve=[[accuracy_score(truth, numpy.array(c)), balanced_accuracy_score(truth, numpy.array(c))] for c in d["curve"]],
            mcnemar=binomtest(d["first"], d["first"] + d["second"]).pvalue)))
        """;

    [Fact]
    public async Task Rivals_label_alike()
    {
        using var folder = new TemporaryFolder();
        var (trained, asked) = (Phantoms(1), Phantoms(2));
        NpzArchive.Write(folder.File("set.npz"),
        [
            new("trained", new(trained.Intensity.ToArray(), trained.Count, trained.Axis.Count)), new("truth", new(trained.Labels.ToArray(), trained.Count)),
            new("asked", new(asked.Intensity.ToArray(), asked.Count, asked.Axis.Count)), new("answers", new(asked.Labels.ToArray(), asked.Count)),
        ]);

        using var theirs = JsonDocument.Parse(await SystemPython.Ask(Rivals, folder.File("set.npz")));

        var mean = Predict(new NearestMeanTrainer(), trained, asked).Chunk(3).Select(row => new Verdict(trained.Classes, row).Label);
        Assert.Equal(theirs.RootElement.GetProperty("mean").EnumerateArray().Select(label => label.GetString()), mean);
        var neighbours = Predict(new NearestNeighboursTrainer(5), trained, asked);
        Assert.All(theirs.RootElement.GetProperty("neighbours").EnumerateArray().SelectMany(row => row.EnumerateArray()).Zip(neighbours), pair => Assert.Equal(pair.First.GetDouble(), pair.Second, 1e-9));
        var forest = Predict(new RandomForestTrainer(200), trained, asked).Chunk(3).Where((row, i) => new Verdict(trained.Classes, row).Label == asked.Labels[i]).Count() / (double)asked.Count;
        // Two forests of other random numbers.
        Assert.Equal(theirs.RootElement.GetProperty("forest").GetDouble(), forest, 0.03);
    }

    [Fact]
    public async Task Folds_curves_and_the_paired_test_agree()
    {
        using var folder = new TemporaryFolder();
        var data = Phantoms(3);
        double[] shifts = [-2, 0, 2];
        var result = CrossValidation.Run(data, new(new NearestMeanTrainer()) { Align = Alignment.None }, new(SplitKind.ByGroup, 4), new(new Seed(1), 2), new() { ShiftsEv = shifts });
        var given = result.Predictions.Select(one => new Verdict(result.Labels, one.Probabilities).Label).ToArray();
        var paired = PairedComparison.Of([.. Enumerable.Repeat(true, 13), .. new bool[29]], [.. new bool[13], .. Enumerable.Repeat(true, 29)], null, new Seed(1));
        await File.WriteAllTextAsync(folder.File("d.json"), JsonSerializer.Serialize(new
        {
            truth = result.Predictions.Select(one => data.Labels[one.Index]),
            given,
            folds = result.Predictions.Select(one => one.Fold),
            groups = result.Predictions.Select(one => data.Groups![one.Index]),
            curve = new[] { given },
            first = paired.OnlyFirst,
            second = paired.OnlySecond,
        }), TestContext.Current.CancellationToken);

        using var answer = JsonDocument.Parse(await SystemPython.Ask(Folds, folder.File("d.json")));
        var theirs = answer.RootElement;

        Assert.All(theirs.GetProperty("shared").EnumerateArray(), shared => Assert.Equal(0, shared.GetInt32()));
        Assert.All(theirs.GetProperty("accuracies").EnumerateArray().Zip(result.FoldAccuracies), pair => Assert.Equal(pair.First.GetDouble(), pair.Second, 1e-9));
        Assert.Equal(theirs.GetProperty("std").GetDouble(), result.AccuracyStd, 1e-9);
        Assert.Equal(theirs.GetProperty("curve")[0][0].GetDouble(), result.Robustness!.ShiftCurve[1].Accuracy, 1e-9);
        Assert.Equal(theirs.GetProperty("curve")[0][1].GetDouble(), result.Robustness.ShiftCurve[1].BalancedAccuracy, 1e-9);
        Assert.Equal(theirs.GetProperty("mcnemar").GetDouble(), paired.McNemarP, 1e-9);
    }

    static LabeledSpectra Phantoms(ulong seed) =>
        PhantomDataset.Make(new([new("Mn2+", 60), new("Mn3+", 50), new("Mn4+", 40)]) { Axis = new(632, 0.2, 150), Conditions = new() { Dose = 40, Background = 0 }, GroupsPerClass = 8 }, new Seed(seed));

    static double[] Predict(ITrainer trainer, LabeledSpectra trained, LabeledSpectra asked)
    {
        var classifier = trainer.Train(trained, new(new Seed(0), 2));
        var probabilities = new double[asked.Count * classifier.Classes.Count];
        classifier.Predict(asked.Intensity.Span, probabilities);
        return probabilities;
    }
}
