using System.Numerics.Tensors;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>What a network learns from and what it is stopped by, and the scale of its input.</summary>
sealed class TrainingPart
{
    // The loss on the validation part should see shifted spectra too, if the training does.
    const int MoreValidationVersions = 3;

    /// <exception cref="BadInputException">The spectra cannot be shared out to versions, are of one class, or hold a value that is not finite.</exception>
    public TrainingPart(LabeledSpectra spectra, NetworkOptions options, int versions, Seed seed, SoftTargets? soft = null)
    {
        Soft = soft;
        if (versions < 1 || spectra.Count % versions != 0)
            throw new BadInputException($"The training set has {spectra.Count} spectra, which are not {versions} versions of each. Give every original as many versions.");
        if (spectra.Classes.Count < 2)
            throw new BadInputException($"All {spectra.Count} training spectra are labelled {spectra.Classes[0]}. A classifier needs at least two classes.");
        for (var i = 0; i < spectra.Count; i++)
            if (!TensorPrimitives.IsFiniteAll<float>(spectra[i])) throw new BadInputException($"Spectrum {i} of the training set holds a value that is not finite. Remove it, or correct the preprocessing.");
        Versions = versions;
        Originals = spectra.Count / versions;
        Classes = spectra.Classes.Count;
        ClassOf = ClassIndex.Of(spectra);
        var split = ValidationSplit.Of(spectra, Originals, options.ValidationShare, seed);
        Training = split.Training;
        Validation = [.. Enumerable.Range(0, Math.Min(versions, 1 + MoreValidationVersions)).SelectMany(v => split.Held.Select(i => v * Originals + i))];
        (InputMean, InputScale) = Scale(spectra);
    }

    public int Versions { get; }

    /// <summary>Spectra without their versions.</summary>
    public int Originals { get; }

    public int Classes { get; }

    /// <summary>Class of every spectrum and version, shape (n · versions).</summary>
    public int[] ClassOf { get; }

    /// <summary>What the network is to answer where that is no class; null where it is.</summary>
    public SoftTargets? Soft { get; }

    /// <summary>Originals to learn from.</summary>
    public int[] Training { get; }

    /// <summary>Spectra to stop by, versions included.</summary>
    public int[] Validation { get; }

    /// <summary>Mean intensity of the training part.</summary>
    public float InputMean { get; }

    /// <summary>One over the standard deviation of the training part's intensity.</summary>
    public float InputScale { get; }

    /// <summary>n / (k · n_class) by the training part, or 1.</summary>
    public double[] ClassWeights(bool balanced)
    {
        var counts = new int[Classes];
        foreach (var i in Training) counts[ClassOf[i]]++;
        return Array.ConvertAll(counts, count => balanced && count > 0 ? (double)Training.Length / (Classes * count) : 1);
    }

    (float, float) Scale(LabeledSpectra spectra)
    {
        double sum = 0, squares = 0;
        foreach (var i in Training)
            for (var version = 0; version < Versions; version++)
                foreach (var value in spectra[version * Originals + i])
                {
                    sum += value;
                    squares += (double)value * value;
                }
        var count = (double)Training.Length * Versions * spectra.Axis.Count;
        var mean = sum / count;
        var variance = squares / count - mean * mean;
        return ((float)mean, variance > 0 ? (float)(1 / Math.Sqrt(variance)) : 1);
    }
}
