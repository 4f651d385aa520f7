using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Classical;

/// <summary>
/// Random forest (Breiman, Machine Learning 45, 5, 2001): trees on bootstrap samples, √channels random channels at each node, grown until pure. The probabilities are
/// the mean of the trees' leaf shares. Every tree has a branch of the seed, so that threads cannot change the forest.
/// </summary>
/// <param name="Trees">Number of trees; at least 1.</param>
public sealed record RandomForestTrainer(int Trees = 200) : ITrainer
{
    /// <inheritdoc/>
    public string Name => "random-forest";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Trees is < 1 or > 100_000) yield return $"{Trees} trees were asked for; give 1 to 100,000.";
    }

    /// <inheritdoc/>
    public override string ToString() => $"random forest of {Trees} trees";

    /// <inheritdoc/>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        TrainingSet.Check(spectra);
        var set = new TrainingSet(spectra);
        var candidates = Math.Max(1, (int)Math.Sqrt(set.Channels));
        var trees = new DecisionTree[Trees];
        var done = 0;
        ParallelWork.For(Trees, context.Threads, t =>
        {
            trees[t] = DecisionTree.Grow(set, candidates, context.Seed.Branch("tree", t).Random());
            context.Progress?.Report(new("growing trees", Interlocked.Increment(ref done), Trees));
        }, context.Cancellation);
        return new Classifier(spectra.Classes, set.Channels, trees);
    }

    sealed class Classifier(IReadOnlyList<string> classes, int channels, DecisionTree[] trees) : IClassifier
    {
        public IReadOnlyList<string> Classes => classes;

        public int Channels => channels;

        public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
        {
            var n = PredictionRows.Count(intensity.Length, channels, probabilities.Length, classes.Count);
            for (var i = 0; i < n; i++)
            {
                var row = probabilities.Slice(i * classes.Count, classes.Count);
                row.Clear();
                foreach (var tree in trees) tree.AddShares(intensity.Slice(i * channels, channels), row);
                TensorPrimitives.Divide(row, trees.Length, row);
            }
            PredictionRows.LeaveUnknown(intensity, channels, probabilities, classes.Count);
        }
    }
}
