using System.Text.Json;
using Whiteline.Numerics;
using Whiteline.Search;
using Whiteline.Storage;

namespace Whiteline.Peers;

/// <summary>What the tree-structured Parzen estimator finds in 100 trials, and what a suggestion costs, here and in Optuna.</summary>
static class SearchAgainstOptuna
{
    const int Trials = 100, Seeds = 30;

    /// <summary>Prints the median best value of 30 seeds for each function and sampler, and whether they differ.</summary>
    public static int RunQuality()
    {
        var folder = Directory.CreateTempSubdirectory("whiteline-peers-");
        try
        {
            var table = Path.Combine(folder.FullName, "svm.json");
            File.WriteAllText(table, JsonSerializer.Serialize(SvmTable.Make(new Seed(1)).Accuracies));
            var functions = SearchFunctions.All(SvmTable.Read(table));
            using var peer = new PythonPeer("search.py", table);
            Console.WriteLine($"median best value of {Trials} trials, {Seeds} seeds; Optuna {peer.Ask("version").GetProperty("version").GetString()}; p: Mann-Whitney, ours worse");
            Console.WriteLine($"{"",-14} {"TPE",12} {"Optuna TPE",12} {"p",8} {"random",12} {"Optuna rnd",12} {"p(TPE<rnd)",11} {"Optuna's",10}");
            foreach (var (name, function) in functions)
            {
                double[] ours = Best(function, seed => new TpeSampler(seed)), random = Best(function, seed => new RandomSampler(seed));
                double[] theirs = Peer(peer, name, "tpe"), theirRandom = Peer(peer, name, "random");
                Console.WriteLine(FormattableString.Invariant(
                    $"{name,-14} {Median(ours),12:G5} {Median(theirs),12:G5} {Worse(peer, ours, theirs),8:0.000} {Median(random),12:G5} {Median(theirRandom),12:G5} {Worse(peer, random, ours),11:0.0000} {Worse(peer, theirRandom, theirs),10:0.0000}"));
            }
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Prints the time from asking for the 1,000th trial of ten parameters to its end, with SQLite storage on both sides.</summary>
    public static int RunCost()
    {
        const int Before = 799, Warm = 200, Measured = 10;
        var folder = Directory.CreateTempSubdirectory("whiteline-peers-");
        try
        {
            using var peer = new PythonPeer("search.py", "none");
            peer.Ask($"prepare {Path.Combine(folder.FullName, "theirs.db")} {Before + Warm}");
            Comparison.Head("Optuna");
            Line("parameters from a space", SearchFunctions.TenParameters);
            Line("parameters asked for one by one", null);
            return 0;

            void Line(string how, SearchSpace? space)
            {
                using var storage = RelationalStudyStorage.Open(Path.Combine(folder.FullName, how));
                Study Open(ISampler sampler) => new(storage, "cost", [Direction.Minimize], sampler);
                Open(new RandomSampler(new(1))).Run(trial => [SearchFunctions.Ten(trial)], new(Before) { Remember = false, Space = SearchFunctions.TenParameters });
                var study = Open(new TpeSampler(new(1)));
                // As warm as when all of the 999 trials were chosen here.
                var done = Before + Warm;
                study.Run(trial => [SearchFunctions.Ten(trial)], new(done) { Space = space });
                Comparison.Run($"{Measured} trials after {Before + Warm}, {how}", 3, () => study.Run(trial => [SearchFunctions.Ten(trial)], new(done += Measured) { Space = space }), () => peer.Ask($"continue {Measured}"));
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    static double[] Best(Func<Trial, double> function, Func<Seed, ISampler> sampler) => [.. Enumerable.Range(0, Seeds).Select(seed =>
    {
        using var storage = new MemoryStudyStorage();
        var study = new Study(storage, "quality", [Direction.Minimize], sampler(new((ulong)seed)));
        study.Run(trial => [function(trial)], new(Trials) { Remember = false });
        return study.History.Best!.Values[0];
    })];

    static double[] Peer(PythonPeer peer, string function, string sampler) =>
        [.. peer.Ask($"best {function} {sampler} {Trials} {Seeds}").GetProperty("best").EnumerateArray().Select(value => value.GetDouble())];

    static double Worse(PythonPeer peer, double[] first, double[] second) =>
        peer.Ask($"worse {JsonSerializer.Serialize(first)} {JsonSerializer.Serialize(second)}").GetProperty("p").GetDouble();

    static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
