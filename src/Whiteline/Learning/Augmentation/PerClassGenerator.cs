using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>A generator that has a way of its own for each class. Every spectrum has a branch of the seed.</summary>
/// <param name="channels">Channels of a spectrum.</param>
/// <param name="makers">For each label what fills one spectrum.</param>
sealed class PerClassGenerator(int channels, IReadOnlyDictionary<string, PerClassGenerator.Maker> makers) : ISpectrumGenerator
{
    /// <summary>Fills one spectrum, shape (channels).</summary>
    public delegate void Maker(RandomSource random, Span<float> spectrum);

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; } = [.. makers.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public int Channels => channels;

    /// <summary>Learns a maker for each class of a dataset.</summary>
    /// <param name="real">Measured spectra.</param>
    /// <param name="least">Spectra that a class must have.</param>
    /// <param name="method">Name of the method, for messages.</param>
    /// <param name="context">Cancellation.</param>
    /// <param name="learn">Learns from the spectra of one class.</param>
    /// <exception cref="BadInputException">A class has too few spectra, or a value is not finite.</exception>
    public static PerClassGenerator Learn(LabeledSpectra real, int least, string method, TrainingContext context, Func<LabeledSpectra, Maker> learn)
    {
        var makers = new Dictionary<string, Maker>(StringComparer.Ordinal);
        foreach (var label in real.Classes)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var own = real.Subset([.. Enumerable.Range(0, real.Count).Where(i => real.Labels[i] == label)]);
            if (own.Count < least) throw new BadInputException($"The class {label} has {own.Count} {(own.Count == 1 ? "spectrum" : "spectra")}; '{method}' needs at least {least} of each class. Give more, or take another method.");
            foreach (var value in own.Intensity.Span)
                if (!float.IsFinite(value)) throw new BadInputException($"A spectrum of {label} has an intensity that is not a finite number. Mend or remove it.");
            var (make, range) = (learn(own), CommonRange.Of(own));
            makers[label] = (random, spectrum) =>
            {
                make(random, spectrum);
                range.Apply(spectrum);
            };
        }
        return new(real.Axis.Count, makers);
    }

    /// <inheritdoc/>
    public void Generate(string label, Seed seed, Span<float> intensity)
    {
        if (!makers.TryGetValue(label, out var make)) throw new ArgumentException($"The generator knows {string.Join(", ", Classes)}, not '{label}'.", nameof(label));
        if (intensity.Length % channels != 0) throw new ArgumentException($"{intensity.Length} values are no multiple of {channels} channels.", nameof(intensity));
        for (var i = 0; i < intensity.Length / channels; i++) make(seed.Branch("spectrum", i).Random(), intensity.Slice(i * channels, channels));
    }
}
