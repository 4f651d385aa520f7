namespace Whiteline.Training.Generative;

/// <summary>How a variational autoencoder is made and trained.</summary>
/// <param name="Latent">Random numbers that a clean spectrum is made from; at least 1.</param>
/// <param name="Hidden">Units of the hidden layer of encoder and decoder; at least 2.</param>
/// <param name="Beta">Weight of the divergence from the prior, &gt; 0; 1 is the evidence bound (Kingma and Welling, ICLR 2014), more ties the code closer to the prior (Higgins et al., ICLR 2017).</param>
/// <param name="BatchSize">Spectra per step; at least 2.</param>
/// <param name="LearningRate">Learning rate of Adam, &gt; 0.</param>
/// <param name="Steps">Most steps; at least 1.</param>
/// <param name="CheckEvery">Steps between two looks at held-out spectra: an epoch; at least 1.</param>
/// <param name="Patience">Stop after so many epochs without greater evidence of the held-out spectra; 0 never stops early.</param>
/// <param name="Folds">Parts that the spectra are cut into, each held out from one more network, to choose the epoch by; from 2 to 20.</param>
public sealed record VaeOptions(
    int Latent = 8,
    int Hidden = 64,
    double Beta = 1,
    int BatchSize = 64,
    double LearningRate = 1e-3,
    int Steps = 3000,
    int CheckEvery = 100,
    int Patience = 8,
    int Folds = 4)
{
    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Latent is < 1 or > 1024) yield return $"The decoder is given {Latent} random numbers; give 1 to 1024.";
        if (Hidden is < 2 or > 65_536) yield return $"The hidden layers have {Hidden} units; give 2 to 65536.";
        if (!(Beta is > 0 and <= 1e6)) yield return $"The weight of the divergence is {Beta}; it must be above 0 and at most 1e6.";
        if (BatchSize is < 2 or > 65_536) yield return $"The batch size is {BatchSize}; give 2 to 65536.";
        if (!(LearningRate is > 0 and <= 1)) yield return $"The learning rate is {LearningRate}; it must be above 0 and at most 1.";
        if (Steps is < 1 or > 10_000_000) yield return $"{Steps} steps were asked for; give 1 to 10000000.";
        if (CheckEvery < 1) yield return $"The held-out spectra are looked at every {CheckEvery} steps; give at least 1.";
        if (Patience < 0) yield return $"The patience is {Patience} epochs; give 0 (never stop early) or more.";
        if (Folds is < 2 or > 20) yield return $"The spectra are cut into {Folds} parts; give 2 to 20.";
    }
}
