namespace Whiteline.Recipes;

/// <summary>What a model is, what it was made from and how far it may be trusted: travels inside the model file.</summary>
public sealed record ModelCard
{
    /// <summary>Program that trained it.</summary>
    public required string Program { get; init; }

    /// <summary>Name of the classifier, such as <c>svm</c>.</summary>
    public required string Classifier { get; init; }

    /// <summary>Its hyperparameters as text, such as <c>RBF, C = 10, γ = 0.02</c>.</summary>
    public required string Settings { get; init; }

    /// <summary>When it was trained, UTC.</summary>
    public required DateTimeOffset Trained { get; init; }

    /// <summary>Files it was trained on, with their hashes.</summary>
    public required IReadOnlyList<Provenance.InputFile> Inputs { get; init; }

    /// <summary>Files that those were made from, as far as their provenance names them: no spectra of these are new to the model.</summary>
    public IReadOnlyList<Provenance.SourceFile> Sources { get; init; } = [];

    /// <summary>Spectra per class before augmentation.</summary>
    public required IReadOnlyDictionary<string, int> Spectra { get; init; }

    /// <summary>Groups (specimens, images, sources) among them, or 0 when unknown.</summary>
    public required int Groups { get; init; }

    /// <summary>Copies added by augmentation, as a sentence; null for none.</summary>
    public string? Augmentation { get; init; }

    /// <summary>How its probabilities were made honest, as words; null when nobody wrote it down.</summary>
    public string? Calibration { get; init; }

    /// <summary>Accuracy on the training spectra themselves: an upper bound, no promise.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>Seed of all randomness.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Channel width of the spectra it learned from, eV.</summary>
    public required double DispersionEv { get; init; }

    /// <summary>L3 position of each class in the training spectra, eV.</summary>
    public required IReadOnlyDictionary<string, double> LinePositionsEv { get; init; }

    /// <summary>Widest channels on which it still does as well, eV; null when nobody tried. Wider ones are warned of, and those of twice the width refused.</summary>
    public double? MostDispersionEv { get; init; }

    /// <summary>How its accuracy depends on shift, dose, resolution and channel width; empty when nobody tried.</summary>
    public IReadOnlyList<CardCurve> Curves { get; init; } = [];

    /// <summary>Where it is known to fail, a sentence each.</summary>
    public IReadOnlyList<string> KnownFailures { get; init; } = [];

    /// <summary>How it did on labelled spectra that it has not seen; empty when nobody asked.</summary>
    public IReadOnlyList<CardScore> Scores { get; init; } = [];

    /// <summary>What a user must know, a sentence each.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];
}
