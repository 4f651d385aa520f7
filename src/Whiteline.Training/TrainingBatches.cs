using System.Numerics.Tensors;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>
/// The batches of an epoch: one version of every training spectrum, in an order that the epoch's seed decides, distorted, mixed and
/// standardised, with a target per class that holds class weight, label smoothing and mixup at once.
/// </summary>
sealed class TrainingBatches
{
    readonly LabeledSpectra spectra;
    readonly NetworkOptions options;
    readonly TrainingPart part;
    readonly SpectrumDistortion distortion;
    readonly double[] weights;
    readonly Seed seed;
    readonly int[] order;
    readonly float[] partner;
    RandomSource random = new(default);

    public TrainingBatches(LabeledSpectra spectra, TrainingPart part, NetworkOptions options, Seed seed)
    {
        this.spectra = spectra;
        this.part = part;
        this.options = options;
        this.seed = seed;
        distortion = new(options, spectra.Axis.Count, spectra.Axis.DispersionEv, seed);
        weights = part.ClassWeights(options.Balanced);
        order = new int[part.Training.Length];
        partner = new float[spectra.Axis.Count];
        // As many spectra in every batch, give or take one: a last batch of a single spectrum would have no spread to normalise by.
        Steps = Math.Max(1, Math.Min((order.Length + options.BatchSize - 1) / options.BatchSize, order.Length / 2));
    }

    /// <summary>Batches in an epoch.</summary>
    public int Steps { get; }

    /// <summary>Most spectra in a batch.</summary>
    public int Largest => (order.Length + Steps - 1) / Steps;

    /// <summary>Draws the order, the versions and all distortions of an epoch.</summary>
    public void Begin(int epoch)
    {
        random = seed.Branch("epoch", epoch).Random();
        for (var i = 0; i < order.Length; i++) order[i] = part.Training[i] + part.Originals * random.NextInt32(part.Versions);
        random.Shuffle<int>(order);
    }

    /// <summary>Fills one batch. The batches of an epoch are filled in order.</summary>
    /// <param name="step">Batch, from 0.</param>
    /// <param name="values">Receives shape (spectra of the batch, channels).</param>
    /// <param name="targets">Receives shape (spectra of the batch, classes); all of it sums to 1.</param>
    /// <returns>Spectra in the batch.</returns>
    public int Fill(int step, Span<float> values, Span<float> targets)
    {
        var (from, to) = ((int)((long)order.Length * step / Steps), (int)((long)order.Length * (step + 1) / Steps));
        var (channels, classes) = (spectra.Axis.Count, part.Classes);
        targets[..((to - from) * classes)].Clear();
        var total = 0.0;
        for (var i = from; i < to; i++)
        {
            var row = values.Slice((i - from) * channels, channels);
            var target = targets.Slice((i - from) * classes, classes);
            spectra[order[i]].CopyTo(row);
            distortion.Apply(row, random);
            var share = 1.0;
            if (options.Mixup > 0)
            {
                var other = order[from + random.NextInt32(to - from)];
                share = MixupShare.Draw(options.Mixup, random);
                spectra[other].CopyTo(partner);
                distortion.Apply(partner, random);
                TensorPrimitives.Lerp<float>(partner, row, (float)share, row);
                total += Add(target, other, 1 - share);
            }
            total += Add(target, order[i], share);
            TensorPrimitives.Subtract(row, part.InputMean, row);
            TensorPrimitives.Multiply(row, part.InputScale, row);
        }
        var all = targets[..((to - from) * classes)];
        TensorPrimitives.Divide(all, (float)total, all);
        return to - from;
    }

    double Add(Span<float> target, int spectrum, double share)
    {
        var label = part.ClassOf[spectrum];
        var weight = weights[label] * share;
        var spread = weight * options.LabelSmoothing / target.Length;
        for (var c = 0; c < target.Length; c++)
            target[c] += (float)(spread + weight * (1 - options.LabelSmoothing) * (part.Soft is { } soft ? soft.Of(spectrum, target.Length)[c] : c == label ? 1 : 0));
        return weight;
    }
}
