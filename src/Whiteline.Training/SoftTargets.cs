using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>Targets that are shares of the classes and not one of them: the softmax of a network trained on them regresses fractions.</summary>
/// <param name="Shares">Shape (n, k), C order; each row sums to 1, classes in ordinal order.</param>
public sealed record SoftTargets(double[] Shares)
{
    const double Tolerance = 1e-6;

    /// <summary>Shares of one spectrum, shape (k).</summary>
    internal ReadOnlySpan<double> Of(int spectrum, int classes) => Shares.AsSpan(spectrum * classes, classes);

    /// <exception cref="BadInputException">They are not one row a spectrum, or a row does not sum to 1.</exception>
    internal void Check(LabeledSpectra spectra)
    {
        var k = spectra.Classes.Count;
        if (Shares.Length != (long)spectra.Count * k) throw new BadInputException($"There are {Shares.Length} shares for {spectra.Count} spectra of {k} states. Give one of each state for every spectrum.");
        for (var i = 0; i < spectra.Count; i++)
        {
            var sum = 0.0;
            foreach (var share in Of(i, k)) sum += share >= 0 ? share : double.NaN;
            if (!(Math.Abs(sum - 1) <= Tolerance)) throw new BadInputException($"The shares of spectrum {i} do not sum to 1. Give shares of at least 0 that do.");
        }
    }
}
