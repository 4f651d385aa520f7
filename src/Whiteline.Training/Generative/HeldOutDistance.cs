using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Generative;

/// <summary>
/// Maximum mean discrepancy (Gretton et al., J. Mach. Learn. Res. 13, 723, 2012) of made spectra from held-out real ones, averaged over
/// the classes: in ten principal components of the class, with Gaussian kernels of a half, one and two median distances. The term of
/// the held-out spectra among themselves, the same for every generator, is left out; so one held-out spectrum is enough.
/// </summary>
sealed class HeldOutDistance
{
    const int Dimensions = 10;
    const int MadeForOne = 5;
    const int LeastMade = 60;

    readonly Reduced[] classes;
    readonly Seed seed;

    public HeldOutDistance(LabeledSpectra real, SpectrumModel model, HeldOutSpectra split, Seed seed)
    {
        this.seed = seed;
        classes =
        [
            .. model.Classes.Select((own, c) =>
            {
                float[][] all = [.. SpectrumModel.Rows(real, own.Label).Select(row => real[row].ToArray())];
                var basis = LinearBasis.Fit(all, Dimensions);
                float[][] held = [.. split.Held[c].Select(member => basis.Scores(real[member.Row]))];
                return new Reduced(basis, held, MedianDistance([.. all.Select(spectrum => basis.Scores(spectrum))]));
            }),
        ];
    }

    /// <summary>False when no class is large enough to hold a spectrum out.</summary>
    public bool CanTell => classes.Any(own => own.Held.Length > 0);

    /// <summary>The distance of what is made, with what each held-out spectrum adds to it.</summary>
    /// <param name="make">Makes spectra of a class, given its index.</param>
    public HeldOutScore Of(Action<int, Seed, Span<float>> make)
    {
        double sum = 0;
        var terms = new List<double[]>();
        for (var c = 0; c < classes.Length; c++)
        {
            var own = classes[c];
            if (own.Held.Length == 0) continue;
            var channels = own.Basis.Mean.Length;
            var made = new float[Math.Max(LeastMade, MadeForOne * own.Held.Length) * channels];
            // The same random numbers every time: what changes is the generator.
            make(c, seed.Branch("held-out distance", c), made);
            float[][] reduced = [.. Enumerable.Range(0, made.Length / channels).Select(i => own.Basis.Scores(made.AsSpan(i * channels, channels)))];
            double[] between = [.. own.Held.Select(held => -2 * reduced.Average(one => Kernel(one, held, own.Median)))];
            sum += Within(reduced, own.Median) + between.Average();
            terms.Add(between);
        }
        return new(sum / Math.Max(1, terms.Count), terms);
    }

    static double Within(float[][] spectra, double median)
    {
        var sum = 0.0;
        for (var i = 0; i < spectra.Length; i++)
            for (var j = 0; j < i; j++) sum += Kernel(spectra[i], spectra[j], median);
        return 2 * sum / (spectra.Length * (spectra.Length - 1.0));
    }

    static double Kernel(float[] a, float[] b, double median)
    {
        var square = Math.Pow(TensorPrimitives.Distance<float>(a, b) / median, 2);
        return (Math.Exp(-2 * square) + Math.Exp(-0.5 * square) + Math.Exp(-0.125 * square)) / 3;
    }

    static double MedianDistance(float[][] spectra)
    {
        var distances = spectra.SelectMany((one, i) => spectra.Take(i).Select(other => (double)TensorPrimitives.Distance<float>(one, other))).Order().ToArray();
        return Math.Max(1e-9, distances[distances.Length / 2]);
    }

    sealed record Reduced(LinearBasis Basis, float[][] Held, double Median);
}
