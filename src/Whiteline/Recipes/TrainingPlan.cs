using Whiteline.Learning;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Generation;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>What becomes of the position of single spectra on the energy axis.</summary>
public enum Alignment
{
    /// <summary>
    /// By element: L3 for Mn, whose states differ in shape, splitting and ratio; none for all others, among them Fe, whose
    /// states differ in position almost alone.
    /// </summary>
    Auto,

    /// <summary>Not aligned: position counts.</summary>
    None,

    /// <summary>Aligned: shape alone counts.</summary>
    L3,

    /// <summary>Each spectrum replaced by a line at its maximum: position alone counts. A test of what carries a decision.</summary>
    PositionOnly,
}

/// <summary>How a model is to be trained. Settings only.</summary>
/// <param name="Trainer">The classifier and its hyperparameters.</param>
public sealed record TrainingPlan(ITrainer Trainer)
{
    /// <summary>The energy window to learn from; null for all that the spectra share.</summary>
    public EnergyWindow? Window { get; init; }

    /// <summary>What each spectrum is divided by.</summary>
    public Norm Normalise { get; init; } = Norm.Max;

    /// <summary>Alignment on L3.</summary>
    public Alignment Align { get; init; } = Alignment.Auto;

    /// <summary>Whether the power-law background is removed.</summary>
    public BackgroundMode Background { get; init; } = BackgroundMode.IfPresent;

    /// <summary>Denoising by principal components, of the training set in training and of each file in prediction; null for none.</summary>
    public PcaDenoising? Pca { get; init; }

    /// <summary>Whether X-ray spikes are removed first.</summary>
    public bool RemoveSpikes { get; init; }

    /// <summary>Largest energy shift of the copies added in training, eV; 0 for none.</summary>
    public double ShiftAugmentEv { get; init; }

    /// <summary>Largest noise of the copies added in training, standard deviation as a part of the spectrum's maximum; 0 for none.</summary>
    public double NoiseAugment { get; init; }

    /// <summary>Altered copies of every spectrum, each with a shift and noise of its own.</summary>
    public int Copies { get; init; } = 4;

    /// <summary>Whether the model learns to tell spectra that are unlike those of the training; a model that is only scored need not.</summary>
    public bool Guarded { get; init; } = true;

    /// <summary>Whether the model learns sets of labels that hold the truth at a stated error rate; costs up to eight more trainings on parts of the data.</summary>
    public bool LabelSets { get; init; }

    /// <summary>How probabilities are made honest.</summary>
    public ProbabilityCalibration Calibration { get; init; }

    /// <summary>Synthetic spectra that are made from the training spectra and added to them; null for none.</summary>
    public GenerationPlan? Generate { get; init; }

    /// <summary>True when copies are added.</summary>
    public bool Alters => ShiftAugmentEv > 0 || NoiseAugment > 0;

    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Trainer.Problems()) yield return problem;
        if (!(ShiftAugmentEv is >= 0 and <= 20)) yield return $"The shift augmentation is {ShiftAugmentEv} eV; it must be between 0 and 20 eV.";
        if (!(NoiseAugment is >= 0 and <= 1)) yield return $"The noise augmentation is {NoiseAugment}; it must be between 0 and 1, a part of the maximum.";
        foreach (var problem in Pca?.Problems() ?? []) yield return problem;
        foreach (var problem in Generate?.Problems() ?? []) yield return problem;
        if (Copies is < 1 or > 100) yield return $"{Copies} copies per spectrum were asked for; give 1 to 100.";
    }
}
