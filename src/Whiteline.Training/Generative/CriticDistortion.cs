using Whiteline.Numerics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training.Generative;

/// <summary>
/// Distortions of what the critic is shown, real and made alike, each with a probability that is adapted to how far the critic overfits
/// (adaptive discriminator augmentation; Karras et al., NeurIPS 2020): shift, gain, broadening and noise. At a probability below 1 the
/// generator is not led to make distorted spectra itself.
/// </summary>
/// <param name="scale">Standard deviation of the intensities.</param>
/// <param name="device">Where the spectra are.</param>
sealed class CriticDistortion(float scale, Device device)
{
    const double ShiftShare = 0.02;
    const double Gain = 0.2;
    const double Noise = 0.15;
    const double BroadeningChannels = 3;
    const int Reach = 8;

    /// <summary>Largest probability of a distortion.</summary>
    public const double Most = 0.8;

    /// <summary>Distorted copies of spectra.</summary>
    /// <param name="spectra">Shape (n, channels).</param>
    /// <param name="probability">Of each distortion.</param>
    /// <param name="seed">Decides which spectra, and how much.</param>
    public Tensor Apply(Tensor spectra, double probability, Seed seed)
    {
        if (probability == 0) return spectra;
        var (n, channels) = ((int)spectra.shape[0], (int)spectra.shape[1]);
        var random = seed.Random();
        float[] shifts = new float[n], gains = new float[n], broadening = new float[n], noise = new float[n * channels];
        for (var i = 0; i < n; i++)
        {
            shifts[i] = (float)(Chosen() * ShiftShare * channels * random.NextNormal());
            gains[i] = (float)Math.Exp(Chosen() * Gain * random.NextNormal());
            broadening[i] = (float)(Chosen() * random.NextDouble());
            var deviation = Chosen() * Noise * scale * Math.Abs(random.NextNormal());
            if (deviation > 0)
                for (var c = 0; c < channels; c++) noise[i * channels + c] = (float)(deviation * random.NextNormal());
        }
        var moved = TorchRecorder.Shift(spectra, Column(shifts));
        var broad = Convolution.OfPadded(functional.pad(moved.unsqueeze(1), [Reach, Reach], TorchSharp.PaddingModes.Replicate), Gaussian()).squeeze(1);
        return moved.add(broad.sub(moved).mul(Column(broadening)), Number.One).mul(Column(gains)).add(tensor(noise, [n, channels]).to(device), Number.One);

        double Chosen() => random.NextDouble() < probability ? 1 : 0;
        Tensor Column(float[] values) => tensor(values, [n, 1]).to(device);
    }

    Tensor Gaussian()
    {
        double[] weights = [.. Enumerable.Range(-Reach, 2 * Reach + 1).Select(k => Math.Exp(-0.5 * k * k / (BroadeningChannels * BroadeningChannels)))];
        return tensor(weights.Select(weight => (float)(weight / weights.Sum())).ToArray(), [1, 1, weights.Length]).to(device);
    }
}
