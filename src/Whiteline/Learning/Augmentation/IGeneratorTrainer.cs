using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>A way to learn to make spectra: a method with its settings.</summary>
public interface IGeneratorTrainer
{
    /// <summary>Name shown to users and stored in provenance, such as <c>gan</c>.</summary>
    string Name { get; }

    /// <summary>Everything wrong with the settings, a sentence each; empty when they can be used.</summary>
    IEnumerable<string> Problems();

    /// <summary>Learns from measured spectra.</summary>
    /// <param name="real">Labelled spectra on one axis; a class may be small.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="BadInputException">A value that is not finite, or too few spectra of a class; says which.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context);
}
