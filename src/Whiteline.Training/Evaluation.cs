using System.Numerics.Tensors;
using Whiteline.Spectra;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>The validation part, seen by the network as it is: no distortion, no dropout, running statistics.</summary>
sealed class Evaluation(LabeledSpectra spectra, TrainingPart part, TorchNetwork network, Device device)
{
    const int BatchSize = 512;

    readonly int[] classOf = Array.ConvertAll(part.Validation, i => part.ClassOf[i]);

    /// <summary>Weighted log loss and accuracy; null without a validation part.</summary>
    public (double? Loss, double? Accuracy) Score(double[] weights)
    {
        if (classOf.Length == 0) return (null, null);
        var logits = Logits();
        double loss = 0, total = 0;
        var right = 0;
        for (var i = 0; i < classOf.Length; i++)
        {
            var row = logits.AsSpan(i * part.Classes, part.Classes);
            loss += weights[classOf[i]] * Loss(row, i);
            total += weights[classOf[i]];
            if (TensorPrimitives.IndexOfMax(row) == classOf[i]) right++;
        }
        return (loss / total, (double)right / classOf.Length);
    }

    double Loss(ReadOnlySpan<float> logits, int i)
    {
        if (part.Soft is not { } soft) return TemperatureScaling.SpectrumLoss(logits, classOf[i], 1);
        var shares = soft.Of(part.Validation[i], part.Classes);
        var loss = 0.0;
        for (var c = 0; c < shares.Length; c++)
            if (shares[c] > 0) loss += shares[c] * TemperatureScaling.SpectrumLoss(logits, c, 1);
        return loss;
    }

    /// <summary>Temperature that fits the validation part best; 1 without one, and for shares: they are no probabilities to be sharpened.</summary>
    public double Temperature() => classOf.Length == 0 || part.Soft is not null ? 1 : TemperatureScaling.Fit(Logits(), classOf, part.Classes);

    // Shape (spectra of the validation part, classes).
    float[] Logits()
    {
        using var _ = no_grad();
        var logits = new float[classOf.Length * part.Classes];
        for (var from = 0; from < classOf.Length; from += BatchSize)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(BatchSize, classOf.Length - from);
            var host = empty(count, spectra.Axis.Count);
            var values = FlatVector.Span(host);
            for (var i = 0; i < count; i++) spectra[part.Validation[from + i]].CopyTo(values.Slice(i * spectra.Axis.Count, spectra.Axis.Count));
            TensorPrimitives.Subtract(values, part.InputMean, values);
            TensorPrimitives.Multiply(values, part.InputScale, values);
            FlatVector.Read(network.Forward(host.to(device), training: false)).CopyTo(logits, from * part.Classes);
        }
        return logits;
    }
}
