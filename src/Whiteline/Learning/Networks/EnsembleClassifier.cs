using Whiteline.Numerics;

namespace Whiteline.Learning.Networks;

/// <summary>
/// Networks trained from different starts, whose probabilities are averaged (Lakshminarayanan, Pritzel and Blundell, NeurIPS 2017): more
/// accurate than one of them, and less certain where they disagree.
/// </summary>
public sealed class EnsembleClassifier : IDoubting, IExplainable
{
    // Spectra of a piece of parallel work.
    const int Block = 384;

    /// <summary>Most members.</summary>
    public const int MostMembers = 64;

    /// <summary>Creates the classifier.</summary>
    /// <param name="members">1 to <see cref="MostMembers"/> networks with the same classes and channels; their architectures may differ.</param>
    /// <exception cref="BadInputException">There are none or too many, or their classes or channels differ.</exception>
    public EnsembleClassifier(IReadOnlyList<NetworkClassifier> members)
    {
        if (members.Count is < 1 or > MostMembers) throw new BadInputException($"The ensemble is damaged: it has {members.Count} members. Give 1 to {MostMembers} networks.");
        if (members.Any(member => member.Channels != members[0].Channels || !member.Classes.SequenceEqual(members[0].Classes)))
            throw new BadInputException("The ensemble is damaged: its members differ in their classes or channels. Train them on the same spectra.");
        Members = members;
    }

    /// <summary>The networks.</summary>
    public IReadOnlyList<NetworkClassifier> Members { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => Members[0].Classes;

    /// <inheritdoc/>
    public int Channels => Members[0].Channels;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
    {
        var length = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, Classes.Count) * Classes.Count;
        var one = new double[length];
        var mean = probabilities[..length];
        mean.Clear();
        foreach (var member in Members)
        {
            member.Predict(intensity, one);
            for (var i = 0; i < length; i++) mean[i] += one[i] / Members.Count;
        }
    }

    /// <inheritdoc/>
    public int DoubtKinds => 2;

    /// <summary>
    /// The doubts are the mean energy of the members (see <see cref="NetworkClassifier"/>) and their disagreement: the entropy of the mean less the mean of the entropies, nats
    /// (Smith and Gal, UAI 2018), which is high where each is sure of something else.
    /// </summary>
    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities, Span<double> doubts)
    {
        var k = Classes.Count;
        var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, k);
        PredictionRows.Count(intensity.Length, Channels, doubts.Length, DoubtKinds);
        double[] one = new double[n * k], energy = new double[n];
        probabilities[..(n * k)].Clear();
        doubts[..(2 * n)].Clear();
        foreach (var member in Members)
        {
            member.Predict(intensity, one, energy);
            for (var i = 0; i < n * k; i++) probabilities[i] += one[i] / Members.Count;
            for (var i = 0; i < n; i++)
            {
                doubts[2 * i] += energy[i] / Members.Count;
                doubts[2 * i + 1] -= Entropy(one.AsSpan(i * k, k)) / Members.Count;
            }
        }
        for (var i = 0; i < n; i++) doubts[2 * i + 1] += Entropy(probabilities.Slice(i * k, k));
    }

    static double Entropy(ReadOnlySpan<double> probabilities)
    {
        var sum = 0.0;
        foreach (var p in probabilities)
            if (p > 0) sum -= p * Math.Log(p);
        return sum;
    }

    /// <summary>Class probabilities of many prepared spectra, in blocks on several cores.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="probabilities">Receives shape (n, k), C order; each row sums to 1.</param>
    /// <param name="threads">Bound on parallelism; at least 1.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Predict(ReadOnlyMemory<float> intensity, Memory<double> probabilities, int threads, CancellationToken cancellation = default)
    {
        var k = Classes.Count;
        var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, k);
        ParallelWork.For((n + Block - 1) / Block, threads, block =>
        {
            var (start, count) = (block * Block, Math.Min(Block, n - block * Block));
            Predict(intensity.Span.Slice(start * Channels, count * Channels), probabilities.Span.Slice(start * k, count * k));
        }, cancellation);
    }

    /// <summary>Mean over the members of the gradient of the class's logit.</summary>
    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<float> spectrum, int classIndex, Span<double> sensitivity)
    {
        var one = new double[Channels];
        sensitivity.Clear();
        foreach (var member in Members)
        {
            member.Explain(spectrum, classIndex, one);
            for (var i = 0; i < one.Length; i++) sensitivity[i] += one[i] / Members.Count;
        }
    }
}
