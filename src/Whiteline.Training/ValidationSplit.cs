using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>
/// Holds a share of every class out, whole groups where groups are known, to stop by and to calibrate on. A class never leaves the
/// training part: at least half of its spectra stay. Synthetic spectra are trained on and never held out; the generator may have learned from what is held out
/// here, so that the early stop is a little late, but no test part ever sees either.
/// </summary>
static class ValidationSplit
{
    const int LeastPerClass = 20;

    /// <param name="spectra">The training set: n originals, perhaps followed by versions of them.</param>
    /// <param name="originals">n.</param>
    /// <param name="share">Share to hold out.</param>
    /// <param name="seed">Decides which.</param>
    /// <returns>Indices of originals; nothing is held out where the share is 0 or the data too few.</returns>
    public static Split Of(LabeledSpectra spectra, int originals, double share, Seed seed)
    {
        int[] measured = [.. Enumerable.Range(0, originals).Where(i => !spectra.IsSynthetic(i))];
        if (measured.Length == 0) measured = [.. Enumerable.Range(0, originals)];
        if (share == 0 || measured.Length < LeastPerClass * spectra.Classes.Count) return Split.Where(originals, _ => false);
        var classOf = ClassIndex.Of(spectra);
        var units = measured
            .GroupBy(i => spectra.Groups?[i] ?? $"{i}", StringComparer.Ordinal)
            .Select(group => group.ToArray()).ToArray();
        seed.Branch("validation").Random().Shuffle<int[]>(units);
        var total = new int[spectra.Classes.Count];
        foreach (var i in measured) total[classOf[i]]++;
        var held = new int[total.Length];
        var isHeld = new bool[originals];
        foreach (var unit in units)
        {
            var counts = new int[total.Length];
            foreach (var i in unit) counts[classOf[i]]++;
            if (!Takes(counts, held, total, share)) continue;
            for (var c = 0; c < counts.Length; c++) held[c] += counts[c];
            foreach (var i in unit) isHeld[i] = true;
        }
        return Split.Where(originals, i => isHeld[i]);
    }

    // Taken when it brings the shares nearer to what was asked for, or a class has none yet, and no class loses more than half.
    static bool Takes(int[] counts, int[] held, int[] total, double share)
    {
        double before = 0, after = 0;
        var first = false;
        for (var c = 0; c < counts.Length; c++)
        {
            if (counts[c] == 0) continue;
            if (2 * (held[c] + counts[c]) > total[c]) return false;
            first |= held[c] == 0;
            before += Math.Abs(held[c] - share * total[c]);
            after += Math.Abs(held[c] + counts[c] - share * total[c]);
        }
        return first || after < before;
    }
}
