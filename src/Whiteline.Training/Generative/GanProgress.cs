namespace Whiteline.Training.Generative;

/// <summary>How far the training of a generator has come: what a checkpoint holds beside the networks' and the optimisers' vectors.</summary>
sealed class GanProgress
{
    /// <summary>Epochs finished; the first looks at the untrained generator.</summary>
    public List<GanEpoch> History { get; init; } = [];

    /// <summary>Probability of each distortion shown to the critic.</summary>
    public double Augmentation { get; set; }

    /// <summary>Weights that had the smallest distance; empty before the first epoch.</summary>
    public float[] Best { get; set; } = [];

    /// <summary>Number of the epoch that they are from.</summary>
    public int BestEpoch => History.Count == 0 ? 0 : History.MinBy(epoch => epoch.HeldOutDistance)!.Epoch;

    /// <summary>True when all epochs are done, or so many have gone by without a smaller distance; patience 0 never ends early.</summary>
    public bool IsOver(int epochs, int patience) =>
        History.Count > 0 && (History[^1].Epoch >= epochs || patience > 0 && History[^1].Epoch - BestEpoch >= patience);

    /// <summary>Adds an epoch, and keeps the weights if they are the best.</summary>
    public void Add(GanEpoch epoch, Func<float[]> weights)
    {
        History.Add(epoch);
        if (BestEpoch == epoch.Epoch) Best = weights();
    }
}
