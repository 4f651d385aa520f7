using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Classical;

/// <summary>
/// Labels by the majority of the nearest training spectra (Cover and Hart, IEEE Trans. Inf. Theory 13, 21, 1967), Euclidean, exact, by inner products in blocks; the
/// probabilities are the shares of the neighbours.
/// </summary>
/// <param name="Neighbours">How many; at least 1. Fewer training spectra than that are all taken.</param>
public sealed record NearestNeighboursTrainer(int Neighbours = 5) : ITrainer
{
    /// <inheritdoc/>
    public string Name => "k-nearest";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Neighbours is < 1 or > 10_000) yield return $"{Neighbours} neighbours were asked for; give 1 to 10,000.";
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Neighbours} nearest neighbours, Euclidean distance";

    /// <inheritdoc/>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        TrainingSet.Check(spectra);
        return new Classifier(spectra.Classes, new TrainingSet(spectra), Math.Min(Neighbours, spectra.Count));
    }

    sealed class Classifier : IClassifier
    {
        const int Block = 64;

        readonly TrainingSet set;
        readonly PackedRows known;
        readonly float[] mean;
        readonly float[] squares;
        readonly int neighbours;

        public Classifier(IReadOnlyList<string> classes, TrainingSet set, int neighbours)
        {
            (Classes, this.set, this.neighbours) = (classes, set, neighbours);
            // Distances keep their digits in float32 when the origin lies among the spectra.
            mean = new float[set.Channels];
            for (var i = 0; i < set.Count; i++) TensorPrimitives.Add(mean, set.Intensity.AsSpan(i * set.Channels, set.Channels), mean);
            TensorPrimitives.Divide(mean, set.Count, mean);
            var centered = new float[set.Intensity.Length];
            squares = new float[set.Count];
            for (var i = 0; i < set.Count; i++)
            {
                var row = centered.AsSpan(i * set.Channels, set.Channels);
                TensorPrimitives.Subtract<float>(set.Intensity.AsSpan(i * set.Channels, set.Channels), mean, row);
                squares[i] = TensorPrimitives.SumOfSquares<float>(row);
            }
            known = new(centered, set.Channels);
        }

        public IReadOnlyList<string> Classes { get; }

        public int Channels => set.Channels;

        public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
        {
            var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, Classes.Count);
            var stride = known.Panels * PackedRows.Width;
            var asked = new float[Block * Channels];
            var products = new float[Block * stride];
            var order = new int[set.Count];
            for (var start = 0; start < n; start += Block)
            {
                var rows = Math.Min(Block, n - start);
                for (var r = 0; r < rows; r++) TensorPrimitives.Subtract<float>(intensity.Slice((start + r) * Channels, Channels), mean, asked.AsSpan(r * Channels, Channels));
                for (var panel = 0; panel < known.Panels; panel++) known.Multiply(asked.AsSpan(0, rows * Channels), panel, products.AsSpan(panel * PackedRows.Width), stride);
                for (var r = 0; r < rows; r++)
                {
                    // ‖x − y‖² less ‖x‖², which is the same for all.
                    var distances = products.AsSpan(r * stride, set.Count);
                    TensorPrimitives.MultiplyAdd<float>(distances, -2, squares, distances);
                    for (var i = 0; i < order.Length; i++) order[i] = i;
                    distances.Sort(order.AsSpan());
                    var row = probabilities.Slice((start + r) * Classes.Count, Classes.Count);
                    row.Clear();
                    foreach (var i in order.AsSpan(0, neighbours)) row[set.ClassOf[i]] += 1.0 / neighbours;
                }
            }
            PredictionRows.LeaveUnknown(intensity, Channels, probabilities, Classes.Count);
        }
    }
}
