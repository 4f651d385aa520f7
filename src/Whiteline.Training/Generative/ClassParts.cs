using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Training.Generative;

/// <summary>A class on the way to its model: spectra taken apart into clean ones and residuals.</summary>
sealed class ClassParts
{
    const double NoiseUnits = 3;
    const float LeastLevel = 1e-7f;
    const double LeastLeft = 0.1;

    // Of the median: a spectrum that a model fits by chance must not lead it.
    const double LeastNoise = 0.3;

    readonly float[][] spectra;
    readonly double[] shifts;
    readonly int rank;

    // Of each spectrum, the part of the variance of its noise that is left in the residual: a mean and components were fitted.
    readonly double[] left;

    readonly ClassGrid grid;

    /// <param name="label">The class.</param>
    /// <param name="own">Its spectra, at least 2.</param>
    public ClassParts(string label, LabeledSpectra own)
    {
        grid = ClassGrid.Of(own);
        spectra = [.. Enumerable.Range(0, own.Count).Select(i => own[i].ToArray())];
        Label = label;
        Scale = PinnedScale.Of(spectra);
        shifts = SpectrumAlignment.Shifts(spectra);
        float[][] aligned = [.. spectra.Select((spectrum, i) => ShiftedSpectrum.Of(spectrum, -shifts[i]))];
        var weights = Weights(aligned);
        rank = SignalRank.Of(aligned, weights);
        var (basis, taken) = SmoothBasis.Of(LinearBasis.Fit(aligned, rank, weights), aligned, weights);
        Aligned = Denoised(aligned, basis, weights);
        Clean = [.. Aligned.Select((spectrum, i) => ShiftedSpectrum.Of(spectrum, shifts[i]))];
        Residuals = [.. spectra.Select(Residual)];
        left = [.. taken.Select(part => Math.Max(LeastLeft, (1 - part) * (1 - (rank + 1.0) / spectra[0].Length)))];
    }

    public string Label { get; }

    public PinnedScale Scale { get; }

    /// <summary>Clean spectra without their shifts.</summary>
    public float[][] Aligned { get; }

    /// <summary>Clean spectra.</summary>
    public float[][] Clean { get; }

    /// <summary>Measured less clean.</summary>
    public float[][] Residuals { get; }

    /// <summary>
    /// Level of the noise of each spectrum, and its residuals over level and profile, which have unit variance. The level is that of all channels once each is divided by what the profile expects of it: the few of a
    /// strong line would decide it otherwise.
    /// What is missing from the residuals is made up for, but no spectrum has more fast noise than it shows: of few spectra, one may have a component almost for itself, and nearly no residual.
    /// </summary>
    public (float[] Levels, float[][] Units) Noise(NoiseProfile profile)
    {
        var (levels, units) = (new float[spectra.Length], new float[spectra.Length][]);
        var deviation = new float[spectra[0].Length];
        for (var i = 0; i < levels.Length; i++)
        {
            profile.Write(Clean[i], 1, deviation);
            var unit = new float[deviation.Length];
            TensorPrimitives.Divide(Residuals[i], deviation, unit);
            var level = TensorPrimitives.Norm<float>(unit) / MathF.Sqrt(unit.Length);
            var fast = SquaredSecondDifferences(Residuals[i]);
            var missing = fast > 0 ? Math.Min(1 / left[i], SquaredSecondDifferences(spectra[i]) / fast) : 1 / left[i];
            levels[i] = Math.Max(LeastLevel, level * (float)Math.Sqrt(missing));
            TensorPrimitives.Divide(unit, Math.Max(LeastLevel, level), unit);
            units[i] = unit;
        }
        return (levels, units);
    }

    /// <summary>The model, with the noise that was found for it.</summary>
    public ClassModel Model(NoiseProfile profile, NoiseFields noise, float[] levels)
    {
        // A pinned end says nothing of the electrons: the clean spectra are compared at one height, and the noise relative to it.
        float[] feet = [.. Clean.Select(clean => Scale.Foot(clean))], heights = [.. Clean.Select(clean => Math.Max(LeastLevel, Scale.Height(clean)))];
        float[][] canonical = [.. Aligned.Select((clean, i) => clean.Select(value => (value - feet[i]) / heights[i]).ToArray())];
        var basis = LinearBasis.Fit(canonical, Scale.Any ? rank + 2 : rank);
        double[] logs = [.. levels.Select((level, i) => Math.Log(level / heights[i]))];
        float[][] latents = [.. canonical.Select((clean, i) => (float[])[.. basis.Scores(clean), (float)shifts[i], (float)logs[i]])];
        var slope = Math.Sqrt(Enumerable.Range(1, basis.Mean.Length - 1).Sum(c => Math.Pow(basis.Mean[c] - basis.Mean[c - 1], 2)));
        var middle = Math.Exp(latents.Select(latent => latent[^1]).Order().ElementAt(latents.Length / 2));
        float[] units = [.. basis.Components.Select(_ => 1f), (float)slope, (float)(NoiseUnits * middle)];
        return new(Label, Scale, basis, latents, units, [.. spectra.Select(spectrum => (TensorPrimitives.Min<float>(spectrum), TensorPrimitives.Max<float>(spectrum)))], profile, noise, grid);
    }

    // One over the noise that a first model, of all spectra alike, leaves.
    static double[] Weights(float[][] aligned)
    {
        double[] alike = [.. aligned.Select(_ => 1.0)];
        var first = LinearBasis.Fit(aligned, SignalRank.Of(aligned, alike));
        double[] noise = [.. aligned.Select(spectrum => (double)TensorPrimitives.Distance<float>(spectrum, first.Spectrum(first.Scores(spectrum))))];
        var middle = noise.Order().ElementAt(noise.Length / 2);
        return middle > 0 ? Array.ConvertAll(noise, own => middle / Math.Max(own, LeastNoise * middle)) : alike;
    }

    // Scores hold noise too, which is drawn anew for what is made: the best linear estimate of what is signal in them.
    static float[][] Denoised(float[][] aligned, LinearBasis basis, double[] weights)
    {
        float[][] scores = [.. aligned.Select(spectrum => basis.Scores(spectrum))];
        double[] noise = [.. aligned.Select((spectrum, i) => Math.Pow(TensorPrimitives.Distance<float>(spectrum, basis.Spectrum(scores[i])), 2) / Math.Max(1, spectrum.Length - scores[i].Length))];
        var total = weights.Sum(weight => weight * weight);
        for (var k = 0; k < basis.Components.Length; k++)
        {
            var signal = Math.Max(0, scores.Select((own, i) => Math.Pow(weights[i], 2) * (own[k] * (double)own[k] - noise[i])).Sum() / total);
            for (var i = 0; i < scores.Length; i++) scores[i][k] *= (float)(signal > 0 ? signal / (signal + noise[i]) : 0);
        }
        return [.. scores.Select(own => basis.Spectrum(own))];
    }

    static double SquaredSecondDifferences(float[] values) => Enumerable.Range(1, Math.Max(0, values.Length - 2)).Sum(c => Math.Pow(values[c - 1] - 2.0 * values[c] + values[c + 1], 2));

    float[] Residual(float[] spectrum, int index)
    {
        var residual = new float[spectrum.Length];
        TensorPrimitives.Subtract(spectrum, Clean[index], residual);
        return residual;
    }
}
