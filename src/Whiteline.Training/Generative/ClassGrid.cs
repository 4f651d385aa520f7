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

    /// <summary>Row c is what becomes of a spectrum that is 1 in channel c and 0 elsewhere: the step is linear. Shape (channels, channels).</summary>
    /// <param name="channels">Channels of a spectrum.</param>
    public float[] Matrix(int channels)
    {
        var matrix = new float[channels * channels];
        for (var c = 0; c < channels; c++)
        {
            matrix[c * channels + c] = 1;
            grid!.Apply(matrix.AsSpan(c * channels, channels));
        }
        return matrix;
    }
}
