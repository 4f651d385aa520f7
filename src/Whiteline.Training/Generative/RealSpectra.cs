using System.Numerics.Tensors;

namespace Whiteline.Training.Generative;

/// <summary>Real spectra that others are held against.</summary>
sealed class RealSpectra
{
    const int Neighbours = 5;

    readonly float[][] spectra;
    readonly double[] nearest;
    readonly double[] radii;

    /// <param name="spectra">At least 2, of equal length.</param>
    public RealSpectra(float[][] spectra)
    {
        this.spectra = spectra;
        double[][] others = [.. spectra.Select((own, i) => spectra.Where((_, j) => j != i).Select(other => (double)TensorPrimitives.Distance<float>(own, other)).Order().ToArray())];
        nearest = Array.ConvertAll(others, distances => distances[0]);
        radii = Array.ConvertAll(others, distances => distances[Math.Min(Neighbours, distances.Length) - 1]);
    }

    /// <summary>What is true of other spectra.</summary>
    /// <returns>
    /// Authenticity: the share that lie farther from their nearest real one than that lies from its own nearest (Alaa et al., ICML 2022). Density: real spectra in whose neighbourhood, of five
    /// others, one lies, over five: 1 where both are alike (Naeem et al., ICML 2020).
    /// </returns>
    public (double Authenticity, double Density) Of(float[][] others)
    {
        int authentic = 0, near = 0;
        var distances = new double[spectra.Length];
        foreach (var other in others)
        {
            for (var i = 0; i < distances.Length; i++) distances[i] = TensorPrimitives.Distance<float>(other, spectra[i]);
            var closest = TensorPrimitives.IndexOfMin<double>(distances);
            if (distances[closest] > nearest[closest]) authentic++;
            for (var i = 0; i < distances.Length; i++)
                if (distances[i] <= radii[i]) near++;
        }
        return ((double)authentic / others.Length, (double)near / (Math.Min(Neighbours, spectra.Length - 1) * others.Length));
    }
}
