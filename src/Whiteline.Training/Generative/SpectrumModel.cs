using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Generative;

/// <summary>
/// What all generators share: every class taken apart into clean spectra, shifts and noise, and the way back from a clean spectrum to a
/// recorded one.
/// </summary>
sealed class SpectrumModel
{
    SpectrumModel(IReadOnlyList<ClassModel> classes, int channels)
    {
        (Classes, Channels) = (classes, channels);
    }

    /// <summary>One a label, in ordinal order.</summary>
    public IReadOnlyList<ClassModel> Classes { get; }

    /// <summary>Channels of a spectrum.</summary>
    public int Channels { get; }

    /// <summary>Takes labelled spectra apart.</summary>
    /// <exception cref="BadInputException">A value is not finite, or a class has fewer than 2 spectra.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SpectrumModel Fit(LabeledSpectra real, CancellationToken cancellation)
    {
        if (real.Intensity.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is >= 0 and var at)
            throw new BadInputException($"Spectrum {at / real.Axis.Count} holds a value that is not finite. Remove it, or mend it with a recipe's steps, before a generator learns from the set.");
        var parts = new List<ClassParts>();
        foreach (var label in real.Classes)
        {
            cancellation.ThrowIfCancellationRequested();
            var own = real.Subset([.. Rows(real, label)]);
            if (own.Count < 2) throw new BadInputException($"The class {label} has {own.Count} spectrum; a generator needs at least 2 to learn from. Add spectra, or leave the class out.");
            parts.Add(new(label, own));
        }
        // Of each class, whose mean intensity decides what the readout adds; a small one takes that of all.
        NoiseProfile[] profiles = [.. parts.Select(part => NoiseProfile.Fit((part.Clean.Length >= NoiseFields.LeastOwn ? [part] : parts).SelectMany(other => other.Clean.Zip(other.Residuals))))];
        (float[] Levels, float[][] Units)[] noise = [.. parts.Select((part, c) => part.Noise(profiles[c]))];
        float[][] units = [.. noise.SelectMany(own => own.Units)], logs = [.. noise.Select(own => Array.ConvertAll(own.Levels, MathF.Log))];
        float[] all = [.. logs.SelectMany(own => own)];
        ClassModel[] models = [.. parts.Select((part, c) => part.Model(profiles[c], NoiseFields.Of(noise[c].Units, logs[c], units, all), noise[c].Levels))];
        return new(models, real.Axis.Count);
    }

    /// <summary>Indices of the spectra of a class: the order of all that a <see cref="ClassModel"/> holds.</summary>
    public static IEnumerable<int> Rows(LabeledSpectra real, string label) => Enumerable.Range(0, real.Count).Where(i => real.Labels[i] == label);

    /// <summary>Records a clean spectrum: shifts it, adds noise, interpolates and scales it as the real ones were.</summary>
    /// <param name="model">Its class.</param>
    /// <param name="clean">Shape (channels), without its shift.</param>
    /// <param name="draw">Shift, noise level, and the real spectrum whose kind of noise, grid and ends it gets.</param>
    /// <param name="dose">Electrons over those of the measured spectra.</param>
    /// <param name="random">Source of the noise.</param>
    /// <param name="recorded">Receives shape (channels).</param>
    public void Record(ClassModel model, ReadOnlySpan<float> clean, CleanDraw draw, double dose, RandomSource random, Span<float> recorded)
    {
        var (noise, deviation) = (new float[Channels], new float[Channels]);
        ShiftedSpectrum.Write(clean, draw.Shift, recorded);
        Noise(model, recorded, draw, dose, random, noise, deviation);
        Add(model, draw, noise, recorded);
    }

    /// <summary>Draws the noise of a spectrum.</summary>
    /// <param name="model">Its class.</param>
    /// <param name="shifted">The clean spectrum in its place, shape (channels).</param>
    /// <param name="draw">Noise level, and the real spectrum whose kind of noise it gets.</param>
    /// <param name="dose">Electrons over those of the measured spectra.</param>
    /// <param name="random">Source of the noise.</param>
    /// <param name="noise">Receives shape (channels).</param>
    /// <param name="deviation">Receives the standard deviation of the noise in each channel.</param>
    public static void Noise(ClassModel model, ReadOnlySpan<float> shifted, CleanDraw draw, double dose, RandomSource random, Span<float> noise, Span<float> deviation)
    {
        model.Noise.Draw(draw.Parent, random, noise);
        model.Profile.Write(shifted, dose, deviation);
        TensorPrimitives.Multiply(deviation, (float)draw.Level, deviation);
        TensorPrimitives.Multiply(noise, deviation, noise);
    }

    /// <summary>Adds noise to a spectrum, interpolates and scales it as the real ones were.</summary>
    /// <param name="model">Its class.</param>
    /// <param name="draw">The real spectrum whose grid and ends it gets.</param>
    /// <param name="noise">Shape (channels).</param>
    /// <param name="recorded">The clean spectrum in its place; changed.</param>
    public static void Add(ClassModel model, CleanDraw draw, ReadOnlySpan<float> noise, Span<float> recorded)
    {
        TensorPrimitives.Add(recorded, noise, recorded);
        model.Grid.Apply(draw.Parent, recorded);
        model.Scale.Apply(recorded, model.Ends[draw.Parent].Least, model.Ends[draw.Parent].Largest);
    }
}
