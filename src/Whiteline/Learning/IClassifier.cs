using Whiteline.Spectra;

namespace Whiteline.Learning;

/// <summary>A trained classifier of prepared spectra. Immutable and safe for concurrent callers.</summary>
public interface IClassifier
{
    /// <summary>Class labels, in ordinal order; shape (k).</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Channels of the prepared spectra that it takes.</summary>
    int Channels { get; }

    /// <summary>Class probabilities of prepared spectra.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="probabilities">Receives shape (n, k), C order; each row sums to 1. That of a spectrum with a value that is not finite is NaN throughout.</param>
    /// <exception cref="BadInputException">The intensities are no whole number of spectra.</exception>
    /// <exception cref="ArgumentException">There is not room for the probabilities of all.</exception>
    void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities);
}

/// <summary>A way to train a classifier: an algorithm with its hyperparameters.</summary>
public interface ITrainer
{
    /// <summary>Name shown to users and stored in models, such as <c>svm</c>.</summary>
    string Name { get; }

    /// <summary>How the probabilities come about, as words for a model card.</summary>
    string Calibration => "as the classifier gives them";

    /// <summary>Everything wrong with the hyperparameters, a sentence each; empty when they can be used.</summary>
    IEnumerable<string> Problems();

    /// <summary>What the user should know of the spectra before this trainer learns from them, a sentence each.</summary>
    /// <param name="spectra">Prepared training spectra.</param>
    IEnumerable<string> Cautions(LabeledSpectra spectra) => [];

    /// <summary>Trains on prepared spectra.</summary>
    /// <exception cref="BadInputException">One class only, a value that is not finite, or too few spectra.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IClassifier Train(LabeledSpectra spectra, TrainingContext context);
}
