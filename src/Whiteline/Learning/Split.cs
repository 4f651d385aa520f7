namespace Whiteline.Learning;

/// <summary>One division of a dataset.</summary>
/// <param name="Training">Indices to learn from, increasing.</param>
/// <param name="Held">Indices held out, increasing; none is in <paramref name="Training"/>.</param>
public sealed record Split(int[] Training, int[] Held)
{
    /// <summary>The division that holds out the spectra that the predicate names, of n.</summary>
    public static Split Where(int n, Func<int, bool> isHeld) =>
        new([.. Enumerable.Range(0, n).Where(i => !isHeld(i))], [.. Enumerable.Range(0, n).Where(isHeld)]);
}
