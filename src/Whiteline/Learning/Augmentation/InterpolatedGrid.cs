using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>
/// The coarser grid from which measured spectra were interpolated linearly, as spectra of several instruments are when they are brought onto one axis. Between its knots such a
/// spectrum is a straight line, and one that is not can be told from it at once. Spectra on no such grid, or on another, are told apart and left as they are.
/// </summary>
public sealed class InterpolatedGrid
{
    // Of float32 samples near 1 the second difference is zero to within some 1e-7.
    const double Zero = 1e-5;

    // Noise is straight by chance nowhere near as often; interpolation by a factor of 1.5 makes a third straight.
    const double LeastShare = 0.2;
    const double LeastAgreement = 0.95;

    readonly double[] knots;
    readonly int channels;

    InterpolatedGrid(double[] knots, int channels) => (this.knots, this.channels) = (knots, channels);

    /// <summary>Finds the grid that most spectra of a dataset share; null where none is shared by a quarter of them.</summary>
    /// <param name="spectra">Measured spectra.</param>
    /// <param name="isOnGrid">Receives for each spectrum whether it lies on the grid, shape (n).</param>
    public static InterpolatedGrid? Find(LabeledSpectra spectra, out bool[] isOnGrid)
    {
        var straight = Enumerable.Range(0, spectra.Count).Select(i => Straight(spectra[i])).ToArray();
        var channels = spectra.Axis.Count;
        int[] candidates = [.. Enumerable.Range(0, spectra.Count).Where(i => straight[i].Count(yes => yes) is var count && count >= LeastShare * channels && count < (1 - LeastShare) * channels)];
        isOnGrid = new bool[spectra.Count];
        if (candidates.Length == 0 || 4 * candidates.Length < spectra.Count) return null;
        var common = new bool[channels];
        for (var c = 0; c < channels; c++) common[c] = 2 * candidates.Count(i => straight[i][c]) > candidates.Length;
        foreach (var i in candidates)
        {
            var (agree, all) = (0, 0);
            for (var c = 0; c < channels; c++)
                if (common[c])
                {
                    all++;
                    if (straight[i][c]) agree++;
                }
            isOnGrid[i] = all >= LeastShare * channels && agree >= LeastAgreement * all;
        }
        return 4 * isOnGrid.Count(yes => yes) >= spectra.Count ? new(Knots(common), channels) : null;
    }

    /// <summary>Number of knots.</summary>
    public int Count => knots.Length;

    /// <summary>Makes a spectrum straight between the knots. One that is on the grid stays as it is.</summary>
    public void Apply(Span<float> spectrum)
    {
        var values = new double[knots.Length];
        for (var k = 0; k < knots.Length; k++) values[k] = At(spectrum, knots[k]);
        var next = 1;
        for (var c = 0; c < channels; c++)
        {
            while (next < knots.Length - 1 && knots[next] < c) next++;
            var share = (c - knots[next - 1]) / (knots[next] - knots[next - 1]);
            spectrum[c] = (float)(values[next - 1] + share * (values[next] - values[next - 1]));
        }
    }

    // A knot between two channels is where the lines on both sides meet.
    static double At(ReadOnlySpan<float> spectrum, double knot)
    {
        var left = (int)Math.Floor(knot);
        if (left == knot) return spectrum[left];
        var (part, right) = (knot - left, left + 1);
        var fromLeft = left > 0 ? spectrum[left] + part * (spectrum[left] - spectrum[left - 1]) : spectrum[left];
        var fromRight = right < spectrum.Length - 1 ? spectrum[right] - (1 - part) * (spectrum[right + 1] - spectrum[right]) : spectrum[right];
        return (fromLeft + fromRight) / 2;
    }

    static bool[] Straight(ReadOnlySpan<float> spectrum)
    {
        var straight = new bool[spectrum.Length];
        var size = 0f;
        foreach (var value in spectrum) size = Math.Max(size, Math.Abs(value));
        for (var c = 1; c < spectrum.Length - 1; c++) straight[c] = Math.Abs(spectrum[c - 1] - 2 * spectrum[c] + spectrum[c + 1]) <= Zero * size;
        return straight;
    }

    // Bends at two neighbouring channels are one knot between them.
    static double[] Knots(bool[] straight)
    {
        var knots = new List<double> { 0 };
        for (var c = 1; c < straight.Length - 1; c++)
        {
            if (straight[c]) continue;
            var pairs = c + 1 < straight.Length - 1 && !straight[c + 1] && straight[c - 1] && (c + 2 >= straight.Length - 1 || straight[c + 2]);
            knots.Add(pairs ? c + 0.5 : c);
            if (pairs) c++;
        }
        knots.Add(straight.Length - 1);
        return [.. knots];
    }
}
