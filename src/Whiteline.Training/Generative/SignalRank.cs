using MathNet.Numerics.LinearAlgebra.Double;

namespace Whiteline.Training.Generative;

/// <summary>
/// How many principal components are signal: as many as predict what they have not seen. Components are fitted on some spectra; of
/// the others, blocks of channels are predicted from the rest of the same spectrum (Wold, Technometrics 20, 397, 1978). Blocks, not channels, because the noise
/// of neighbouring channels is alike where an axis was interpolated. The fewest components within 0.5 % of the best are taken.
/// </summary>
static class SignalRank
{
    const int Most = 12;

    // Of the spectra: components of fewer than three quarters of them predict the rest.
    const int SpectraPerComponent = 2;
    const int Folds = 4;
    const int BlockChannels = 12;
    const int BlockSets = 6;
    const int MostSpectra = 160;
    const double Tolerance = 1.005;
    const double Ridge = 1e-9;

    /// <summary>The number of components, at least 1.</summary>
    /// <param name="spectra">Spectra of a class, in an order that has no meaning.</param>
    /// <param name="weights">How much the error of each counts, one over its noise.</param>
    public static int Of(float[][] spectra, double[] weights)
    {
        var used = Enumerable.Range(0, Math.Min(MostSpectra, spectra.Length)).ToArray();
        var most = Math.Min(Most, used.Length / SpectraPerComponent);
        if (most < 2) return 1;
        var errors = new double[most + 1];
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] known = [.. used.Where(i => i % Folds != fold)], others = [.. used.Where(i => i % Folds == fold)];
            var basis = LinearBasis.Fit([.. known.Select(i => spectra[i])], most, [.. known.Select(i => weights[i])]);
            for (var set = 0; set < BlockSets; set++)
                for (var rank = 1; rank <= most; rank++) errors[rank] += Error(basis, Math.Min(rank, basis.Components.Length), [.. others.Select(i => spectra[i])], [.. others.Select(i => weights[i])], set);
        }
        var best = errors.Skip(1).Min();
        return 1 + errors.Skip(1).ToList().FindIndex(error => error <= Tolerance * best);
    }

    // Squared error of the left-out blocks, predicted by least squares from the other channels.
    static double Error(LinearBasis basis, int rank, float[][] spectra, double[] weights, int set)
    {
        if (rank == 0) return 0;
        var channels = basis.Mean.Length;
        bool IsOut(int channel) => channel / BlockChannels % BlockSets == set;
        int[] seen = [.. Enumerable.Range(0, channels).Where(c => !IsOut(c))], left = [.. Enumerable.Range(0, channels).Where(IsOut)];
        if (left.Length == 0 || seen.Length <= rank) return 0;
        var components = DenseMatrix.Build.Dense(seen.Length, rank, (c, k) => basis.Components[k][seen[c]]);
        var hidden = DenseMatrix.Build.Dense(left.Length, rank, (c, k) => basis.Components[k][left[c]]);
        var values = DenseMatrix.Build.Dense(seen.Length, spectra.Length, (c, i) => spectra[i][seen[c]] - (double)basis.Mean[seen[c]]);
        var normal = components.TransposeThisAndMultiply(components) + Ridge * DenseMatrix.CreateIdentity(rank);
        var predicted = hidden * normal.Solve(components.TransposeThisAndMultiply(values));
        var error = 0.0;
        for (var i = 0; i < spectra.Length; i++)
            for (var c = 0; c < left.Length; c++) error += Math.Pow(weights[i] * (spectra[i][left[c]] - basis.Mean[left[c]] - predicted[c, i]), 2);
        return error;
    }
}
