namespace Whiteline.Training.Generative;

/// <summary>How a stretch of the training of a generator went.</summary>
/// <param name="Epoch">Number of the stretch, from 1; 0 for the untrained generator.</param>
/// <param name="Epochs">Stretches that were asked for; early stopping may end before.</param>
/// <param name="CriticLoss">Mean loss of the critic; of the encoder's divergence in an autoencoder.</param>
/// <param name="GeneratorLoss">Mean loss of the generator; of the reconstruction in an autoencoder.</param>
/// <param name="HeldOutDistance">Distance of generated spectra from held-out real ones, raised by one standard error of its difference from that of the untrained generator: the generator with the smallest is kept. Of an autoencoder: minus the evidence of spectra held out.</param>
/// <param name="Augmentation">Probability of each distortion of what the critic is shown; 0 without.</param>
/// <param name="Seconds">Wall-clock time of the stretch.</param>
public sealed record GanEpoch(int Epoch, int Epochs, double CriticLoss, double GeneratorLoss, double HeldOutDistance, double Augmentation, double Seconds)
{
    /// <summary>Losses and distance in a few words.</summary>
    public string Summary => FormattableString.Invariant($"critic {CriticLoss:0.000}, generator {GeneratorLoss:0.000}, held-out distance {HeldOutDistance:0.0000}");
}
