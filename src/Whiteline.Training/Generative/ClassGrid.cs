using Whiteline.Learning.Augmentation;
using Whiteline.Spectra;

namespace Whiteline.Training.Generative;

/// <summary>The coarser grid from which spectra of a class were interpolated, and which of them: what starts from one of these lies on the grid too, and nothing else does.</summary>
sealed class ClassGrid
{
    readonly InterpolatedGrid? grid;
    readonly bool[] isOnGrid;

    ClassGrid(InterpolatedGrid? grid, bool[] isOnGrid) => (this.grid, this.isOnGrid) = (grid, isOnGrid);

    /// <summary>Looks for the grid of a class.</summary>
    public static ClassGrid Of(LabeledSpectra own)
    {
        var grid = InterpolatedGrid.Find(own, out var isOnGrid);
        return new(grid, isOnGrid);
    }

    /// <summary>Whether there is such a grid.</summary>
    public bool Exists => grid is not null;

    /// <summary>Whether a spectrum of the class lies on it.</summary>
    public bool Holds(int spectrum) => Exists && isOnGrid[spectrum];

    /// <summary>Makes a spectrum straight between the knots if the one that it starts from is.</summary>
    public void Apply(int parent, Span<float> spectrum)
    {
        if (Holds(parent)) grid!.Apply(spectrum);
    }

    /// <summary>
    /// The same as weighted sums of channels, for the step is linear: channel c becomes Σ Weights[c] · spectrum[Channels[c]] over the taps. As many taps as the channel with most needs, some eight; what others lack of them has no weight.
    /// </summary>
    /// <param name="channels">Channels of a spectrum.</param>
    /// <returns>Taps, each of two arrays of shape (channels).</returns>
    public IReadOnlyList<(long[] Channels, float[] Weights)> Taps(int channels)
    {
        var taps = new List<(long[] Channels, float[] Weights)>();
        var used = new int[channels];
        var unit = new float[channels];
        for (var from = 0; from < channels; from++)
        {
            Array.Clear(unit);
            unit[from] = 1;
            grid!.Apply(unit);
            for (var to = 0; to < channels; to++)
            {
                if (unit[to] == 0) continue;
                if (used[to] == taps.Count) taps.Add((new long[channels], new float[channels]));
                (taps[used[to]].Channels[to], taps[used[to]].Weights[to]) = (from, unit[to]);
                used[to]++;
            }
        }
        return taps;
    }
}
