using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// Spectra of specimens that hold two states of an element, mixed from labelled ones: a pixel of mixed valence is unlike every training spectrum, and yet no stranger.
/// </summary>
static class Mixtures
{
    const int MostPerPair = 300;
    const double LeastShare = 0.15;

    /// <summary>Mixes neighbouring states of one element in shares drawn evenly; null when no two states are of one element.</summary>
    /// <param name="data">Labelled spectra, before the recipe.</param>
    /// <param name="seed">Randomness.</param>
    public static LabeledSpectra? Of(LabeledSpectra data, Seed seed)
    {
        var (intensity, labels) = (new List<float>(), new List<string>());
        foreach (var (first, second) in data.Classes.Zip(data.Classes.Skip(1)))
        {
            if (OxidationState.Parse(first)?.Element is not { } element || OxidationState.Parse(second)?.Element != element) continue;
            var random = seed.Branch($"mixtures/{first}/{second}").Random();
            int[][] members = [.. new[] { first, second }.Select(label => Enumerable.Range(0, data.Count).Where(i => data.Labels[i] == label).ToArray())];
            for (var n = 0; n < Math.Min(MostPerPair, members.Max(ofClass => ofClass.Length)); n++)
            {
                var share = random.NextDouble(LeastShare, 1 - LeastShare);
                ReadOnlySpan<float> one = data[members[0][random.NextInt32(members[0].Length)]], other = data[members[1][random.NextInt32(members[1].Length)]];
                // Counts are those of different doses: as much of each as its share says, whatever its brightness.
                var (scale, otherScale) = (share / Highest(one), (1 - share) / Highest(other));
                for (var c = 0; c < one.Length; c++) intensity.Add((float)(scale * one[c] + otherScale * other[c]));
                labels.Add($"{first} and {second}");
            }
        }
        return labels.Count == 0 ? null : new(data.Axis, intensity.ToArray(), labels);
    }

    /// <summary>The same, prepared by a recipe.</summary>
    public static LabeledSpectra? Prepared(LabeledSpectra data, Recipe recipe, Seed seed, StepContext context)
    {
        if (Of(data, seed) is not { } mixtures) return null;
        var prepared = recipe.Prepare(mixtures, context);
        var intensity = new float[mixtures.Count * prepared.Axis.Count];
        prepared.Read(0, mixtures.Count, intensity);
        return new(prepared.Axis, intensity, mixtures.Labels);
    }

    static double Highest(ReadOnlySpan<float> spectrum) => Math.Max(System.Numerics.Tensors.TensorPrimitives.Max(spectrum), float.Epsilon);
}
