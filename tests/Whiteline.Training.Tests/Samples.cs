using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Tests;

/// <summary>Small labelled spectra: a peak whose place names the class, with noise.</summary>
static class Samples
{
    public const int Channels = 40;

    public static LabeledSpectra Peaks(int perClass, int classes = 3, double noise = 0.05, bool grouped = false, ulong seed = 1)
    {
        var random = new Seed(seed).Random();
        var values = new float[perClass * classes * Channels];
        var labels = new string[perClass * classes];
        for (var i = 0; i < labels.Length; i++)
        {
            var label = i % classes;
            labels[i] = $"Mn{label + 2}+";
            var centre = 10 + 8 * label;
            for (var c = 0; c < Channels; c++) values[i * Channels + c] = (float)(Math.Exp(-0.5 * Math.Pow((c - centre) / 2.0, 2)) + noise * random.NextNormal());
        }
        var groups = grouped ? labels.Select((label, i) => $"{label}/{i / classes % 6}").ToArray() : null;
        return new(new EnergyAxis(630, 0.5, Channels), values, labels, groups);
    }

    public static NetworkDescription SmallCnn => new([new(4, 5, Padded: true), new(6, 3, Padded: true, Dropout: 0.1)], NetworkHead.GlobalAverage, [new(8, Dropout: 0.2)]);

    public static NetworkDescription SmallMlp => new([], NetworkHead.Flatten, [new(8, Dropout: 0.1)]);
}
