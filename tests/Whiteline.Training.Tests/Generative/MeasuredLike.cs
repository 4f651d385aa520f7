using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Tests.Generative;

/// <summary>Small sets whose truth is known: two peaks of varying ratio and place, with noise.</summary>
static class MeasuredLike
{
    public const int Channels = 48;

    /// <summary>Spectra of one or two classes, divided by their maximum.</summary>
    public static LabeledSpectra Set(int perClass, int classes = 2, double noise = 0.05, bool pinned = true, ulong seed = 1)
    {
        var random = new Seed(seed).Random();
        var values = new float[perClass * classes * Channels];
        var labels = new string[perClass * classes];
        for (var i = 0; i < labels.Length; i++)
        {
            var label = i % classes;
            labels[i] = $"Mn{label + 2}+";
            double ratio = 0.4 + 0.3 * label + 0.05 * random.NextNormal(), shift = 0.8 * random.NextNormal();
            var spectrum = values.AsSpan(i * Channels, Channels);
            for (var c = 0; c < Channels; c++) spectrum[c] = (float)(Peak(c, 16 + shift) + ratio * Peak(c, 32 + shift) + noise * random.NextNormal());
            if (pinned) Whiteline.Preprocessing.Normalisation.Apply(spectrum, Whiteline.Preprocessing.Norm.Max, 0.5);
        }
        return new(new EnergyAxis(630, 0.5, Channels), values, labels);
    }

    /// <summary>The set normalised so that nothing, the maximum, both ends or the range is the same in all spectra.</summary>
    public static LabeledSpectra Pinned(LabeledSpectra set, string ends)
    {
        float[][] rows = [.. Enumerable.Range(0, set.Count).Select(i => set[i].ToArray())];
        for (var i = 0; i < rows.Length; i++)
        {
            var (least, range) = (rows[i].Min(), rows[i].Max() - rows[i].Min());
            rows[i] = ends switch
            {
                "maximum" => Array.ConvertAll(rows[i], value => value / rows[i].Max()),
                "both ends" => Array.ConvertAll(rows[i], value => (value - least) / range),
                // Then a background is subtracted that is another in each.
                "range" => Array.ConvertAll(rows[i], value => value / range - 0.01f * (i % 9)),
                _ => rows[i],
            };
        }
        return new(set.Axis, rows.SelectMany(row => row).ToArray(), [.. set.Labels]);
    }

    /// <summary>The set with every other spectrum of a class interpolated linearly from a grid of two and a half channels.</summary>
    public static LabeledSpectra HalfInterpolated(LabeledSpectra set)
    {
        const double factor = 2.5;
        float[][] rows = [.. Enumerable.Range(0, set.Count).Select(i => set[i].ToArray())];
        foreach (var label in set.Classes)
            foreach (var i in Enumerable.Range(0, set.Count).Where(i => set.Labels[i] == label).Where((_, place) => place % 2 == 0))
            {
                var fine = (float[])rows[i].Clone();
                float Coarse(int k) => fine[Math.Min(Channels - 1, (int)(factor * k))];
                for (var c = 0; c < Channels; c++)
                {
                    var (k, part) = ((int)(c / factor), (float)(c / factor % 1));
                    rows[i][c] = Coarse(k) + part * (Coarse(k + 1) - Coarse(k));
                }
            }
        return new(set.Axis, rows.SelectMany(row => row).ToArray(), [.. set.Labels]);
    }

    /// <summary>Spectra of one class.</summary>
    public static LabeledSpectra Of(float[][] rows, string label) => new(new EnergyAxis(630, 0.5, rows[0].Length), rows.SelectMany(row => row).ToArray(), [.. rows.Select(_ => label)]);

    public static float[][] Rows(LabeledSpectra set, string label) =>
        [.. Enumerable.Range(0, set.Count).Where(i => set.Labels[i] == label).Select(i => set[i].ToArray())];

    static double Peak(double channel, double centre) => Math.Exp(-0.5 * Math.Pow((channel - centre) / 3, 2));
}
