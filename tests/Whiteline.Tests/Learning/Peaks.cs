using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

/// <summary>Seeded spectra of two Gaussian lines whose position and ratio belong to the class.</summary>
static class Peaks
{
    public static LabeledSpectra Of(int[] perClass, int channels, double noise = 0.02, ulong seed = 1)
    {
        var random = new Seed(seed).Branch("peaks").Random();
        var n = perClass.Sum();
        var intensity = new float[n * channels];
        var labels = new string[n];
        var i = 0;
        for (var k = 0; k < perClass.Length; k++)
            for (var repeat = 0; repeat < perClass[k]; repeat++, i++)
            {
                labels[i] = $"Mn{k + 2}+";
                var center = channels * (0.35 + 0.03 * k) + channels * 0.01 * random.NextNormal();
                var width = channels * 0.05;
                for (var c = 0; c < channels; c++)
                    intensity[i * channels + c] = (float)(Math.Exp(-Math.Pow((c - center) / width, 2))
                        + (0.7 - 0.1 * k) * Math.Exp(-Math.Pow((c - center - 0.3 * channels) / width, 2)) + noise * random.NextNormal());
            }
        return new(new(632, 0.1, channels), intensity, labels);
    }
}
