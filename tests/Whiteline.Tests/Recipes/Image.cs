using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

/// <summary>A spectrum image in memory, with a shift per pixel if need be.</summary>
sealed class Image(int rows, int columns, EnergyAxis axis, float[] samples, double[]? shiftsEv = null) : ISpectra
{
    public EnergyAxis Axis => axis;

    public int Count => rows * columns;

    public void Read(int first, int count, Span<float> destination) =>
        samples.AsSpan(first * axis.Count, count * axis.Count).CopyTo(destination);

    public double ShiftEv(int index) => shiftsEv?[index] ?? 0;
}
