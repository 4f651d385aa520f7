using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Learning.Classical;

/// <summary>
/// Labels by the nearest class mean (Rocchio's rule). The probabilities are those of classes that are normal distributions about their means with
/// one variance in every channel and direction: softmax of −d² / (2 s² c), where s² is the pooled variance a channel and the c channels count as one
/// observation, since those of a spectrum are far from independent.
/// </summary>
public sealed record NearestMeanTrainer : ITrainer
{
    /// <inheritdoc/>
    public string Name => "nearest-mean";

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => [];

    /// <inheritdoc/>
    public override string ToString() => "nearest class mean, Euclidean distance";

    /// <inheritdoc/>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        TrainingSet.Check(spectra);
        var set = new TrainingSet(spectra);
        var means = new float[set.Classes][];
        var squares = 0.0;
        for (var k = 0; k < set.Classes; k++)
        {
            var sum = new double[set.Channels];
            int[] members = [.. set.IndicesOf(k)];
            foreach (var i in members)
                for (var c = 0; c < sum.Length; c++) sum[c] += set.Intensity[i * set.Channels + c];
            means[k] = [.. sum.Select(value => (float)(value / members.Length))];
            foreach (var i in members)
            {
                var distance = TensorPrimitives.Distance<float>(set.Intensity.AsSpan(i * set.Channels, set.Channels), means[k]);
                squares += (double)distance * distance;
            }
        }
        return new Classifier(spectra.Classes, means, Math.Max(squares / set.Count, 1e-30));
    }

    sealed class Classifier(IReadOnlyList<string> classes, float[][] means, double spread) : IClassifier
    {
        public IReadOnlyList<string> Classes => classes;

        public int Channels => means[0].Length;

        public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
        {
            var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, means.Length);
            for (var i = 0; i < n; i++)
            {
                var row = probabilities.Slice(i * means.Length, means.Length);
                for (var k = 0; k < means.Length; k++)
                {
                    double distance = TensorPrimitives.Distance(intensity.Slice(i * Channels, Channels), means[k]);
                    row[k] = -distance * distance / (2 * spread);
                }
                Softmax.Apply(row, 1);
            }
            PredictionRows.LeaveUnknown(intensity, Channels, probabilities, means.Length);
        }
    }
}
