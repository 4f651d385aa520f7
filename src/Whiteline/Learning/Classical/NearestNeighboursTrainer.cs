using System.Numerics.Tensors;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Classical;

/// <summary>
/// Labels by the majority of the nearest training spectra (Cover and Hart, IEEE Trans. Inf. Theory 13, 21, 1967), Euclidean, exact: found by inner products in
/// blocks and ordered by their differences, equal distances in the order of the dataset. The probabilities are the shares of the neighbours.
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
        return new Classifier(spectra, Math.Min(Neighbours, spectra.Count));
    }

    sealed class Classifier : IClassifier
    {
        const int Block = 64;

        readonly float[] spectra;
        readonly int[] classOf;
        readonly PackedRows known;
        readonly float[] origin;
        readonly float[] squares;
        readonly int neighbours;

        // In the order of the dataset, not by class: of spectra that are equal, those of the first class would else be the nearest.
        public Classifier(LabeledSpectra set, int neighbours)
        {
            (Classes, Channels, spectra, this.neighbours) = (set.Classes, set.Axis.Count, set.Intensity.ToArray(), neighbours);
            var index = Classes.Select((label, k) => (label, k)).ToDictionary(pair => pair.label, pair => pair.k, StringComparer.Ordinal);
            classOf = [.. set.Labels.Select(label => index[label])];
            // Distances keep their digits in float32 when the origin lies among the spectra.
            origin = MedianRow.Of(spectra, Channels);
            var centered = new float[spectra.Length];
            squares = new float[classOf.Length];
            for (var i = 0; i < squares.Length; i++)
            {
                var row = centered.AsSpan(i * Channels, Channels);
                TensorPrimitives.Subtract<float>(Spectrum(i), origin, row);
                squares[i] = TensorPrimitives.SumOfSquares<float>(row);
            }
            known = new(centered, Channels);
        }

        public IReadOnlyList<string> Classes { get; }

        public int Channels { get; }

        public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
        {
            var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, Classes.Count);
            var stride = known.Panels * PackedRows.Width;
            var asked = new float[Block * Channels];
            var products = new float[Block * stride];
            var ranks = new ulong[squares.Length];
            for (var start = 0; start < n; start += Block)
            {
                var rows = Math.Min(Block, n - start);
                for (var r = 0; r < rows; r++) TensorPrimitives.Subtract<float>(intensity.Slice((start + r) * Channels, Channels), origin, asked.AsSpan(r * Channels, Channels));
                for (var panel = 0; panel < known.Panels; panel++) known.Multiply(asked.AsSpan(0, rows * Channels), panel, products.AsSpan(panel * PackedRows.Width), stride);
                for (var r = 0; r < rows; r++)
                {
                    // ‖x − y‖² less ‖x‖², which is the same for all.
                    var distances = products.AsSpan(r * stride, squares.Length);
                    TensorPrimitives.MultiplyAdd<float>(distances, -2, squares, distances);
                    for (var i = 0; i < ranks.Length; i++) ranks[i] = Rank(distances[i], i);
                    Array.Sort(ranks);
                    // A few more than asked for, among which rounding could hide one.
                    var candidates = ranks.AsSpan(0, NearestNeighbours.Capacity(neighbours, ranks.Length));
                    foreach (ref var candidate in candidates)
                    {
                        var i = IndexOf(candidate);
                        candidate = Rank(FixedOrder.SquaredDistance(intensity.Slice((start + r) * Channels, Channels), Spectrum(i)), i);
                    }
                    candidates.Sort();
                    var row = probabilities.Slice((start + r) * Classes.Count, Classes.Count);
                    row.Clear();
                    foreach (var candidate in candidates[..neighbours]) row[classOf[IndexOf(candidate)]] += 1.0 / neighbours;
                }
            }
            PredictionRows.LeaveUnknown(intensity, Channels, probabilities, Classes.Count);
        }

        ReadOnlySpan<float> Spectrum(int i) => spectra.AsSpan(i * Channels, Channels);

        // The distance above the index, in one number: the bits of float32 rise with a positive value and fall with a negative one.
        static ulong Rank(float distance, int index)
        {
            var bits = BitConverter.SingleToUInt32Bits(distance);
            return (ulong)(bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits) << 32 | (uint)index;
        }

        static int IndexOf(ulong rank) => (int)(uint)rank;
    }
}
