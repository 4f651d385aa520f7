using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

/// <summary>Random spectra around one centre a class.</summary>
static class Clouds
{
    public static LabeledSpectra Of(ulong seed, int channels, double spread, params int[] perClass)
    {
        var random = new Seed(seed).Random();
        var intensity = new List<float>();
        var labels = new List<string>();
        for (var k = 0; k < perClass.Length; k++)
        {
            var centre = Enumerable.Range(0, channels).Select(_ => random.NextNormal()).ToArray();
            for (var i = 0; i < perClass[k]; i++)
            {
                labels.Add($"Mn{2 + k}+");
                foreach (var value in centre) intensity.Add((float)(value + spread * random.NextNormal()));
            }
        }
        return new(new(640, 0.5, channels), [.. intensity], labels);
    }
}
