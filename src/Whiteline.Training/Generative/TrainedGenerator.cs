using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>A generator that has learned clean spectra, and records them with the noise of the measured ones. Plain C#: needs no native library.</summary>
public sealed class TrainedGenerator : ISpectrumGenerator
{
    // Spectra whose noise is balanced.
    const int Together = 512;

    readonly SpectrumModel model;
    readonly ICleanSpectra clean;
    readonly double dose;

    internal TrainedGenerator(SpectrumModel model, ICleanSpectra clean, double dose = 1)
    {
        (this.model, this.clean, this.dose) = (model, clean, dose);
        Classes = [.. model.Classes.Select(own => own.Label)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public int Channels => model.Channels;

    /// <summary>The same generator at another dose: shot noise falls with the square root of it, readout noise with it.</summary>
    /// <param name="relative">Electrons over those of the measured spectra, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a number above 0.</exception>
    public TrainedGenerator AtDose(double relative)
    {
        if (!(relative > 0) || !double.IsFinite(relative)) throw new ArgumentOutOfRangeException(nameof(relative), relative, "The dose must be a number above 0.");
        return new(model, clean, relative);
    }

    /// <inheritdoc/>
    public void Generate(string label, Seed seed, Span<float> intensity)
    {
        ArgumentNullException.ThrowIfNull(label);
        var index = Classes.ToList().IndexOf(label);
        if (index < 0) throw new ArgumentException($"There is no class {label}; there are {string.Join(", ", Classes)}.", nameof(label));
        if (intensity.Length % Channels != 0) throw new ArgumentException($"{intensity.Length} values are no whole number of spectra of {Channels} channels.", nameof(intensity));
        Generate(index, seed, intensity);
    }

    internal void Generate(int label, Seed seed, Span<float> intensity)
    {
        var first = seed.Branch("turn").Random().NextInt32(int.MaxValue / 2);
        var count = intensity.Length / Channels;
        for (var from = 0; from < count; from += Together)
            Generate(label, seed, first, from, intensity[(from * Channels)..(Math.Min(from + Together, count) * Channels)]);
    }

    void Generate(int label, Seed seed, int first, int from, Span<float> intensity)
    {
        var own = model.Classes[label];
        var draws = new CleanDraw[intensity.Length / Channels];
        float[] spectrum = new float[Channels], noise = new float[intensity.Length], deviations = new float[intensity.Length];
        for (var i = 0; i < draws.Length; i++)
        {
            var random = seed.Branch("spectrum", from + i).Random();
            draws[i] = clean.Draw(label, first + from + i, random, spectrum);
            var place = (i * Channels)..((i + 1) * Channels);
            ShiftedSpectrum.Write(spectrum, draws[i].Shift, intensity[place]);
            SpectrumModel.Noise(own, intensity[place], draws[i], dose, random, noise.AsSpan(place), deviations.AsSpan(place));
        }
        NoiseBalance.Apply(noise, deviations, Channels);
        for (var i = 0; i < draws.Length; i++) SpectrumModel.Add(own, draws[i], noise.AsSpan(i * Channels, Channels), intensity.Slice(i * Channels, Channels));
    }
}
