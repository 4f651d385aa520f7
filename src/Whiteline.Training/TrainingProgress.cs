namespace Whiteline.Training;

/// <summary>How far a training has come: what a checkpoint holds beside the network's and the optimiser's vectors.</summary>
sealed class TrainingProgress
{
    /// <summary>Epochs finished.</summary>
    public List<TrainingEpoch> History { get; init; } = [];

    /// <summary>Smallest validation loss so far; infinite before the first.</summary>
    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>Number of the epoch that had it, from 1; 0 before the first.</summary>
    public int BestEpoch { get; set; }

    /// <summary>Parameters of that epoch; empty before the first.</summary>
    public float[] BestValues { get; set; } = [];

    /// <summary>Running statistics of that epoch.</summary>
    public float[] BestRunning { get; set; } = [];

    /// <summary>True when so many epochs have gone by without a better validation loss; patience 0 never ends.</summary>
    public bool IsOver(int epochs, int patience) =>
        History.Count >= epochs || (patience > 0 && BestEpoch > 0 && History.Count - BestEpoch >= patience);
}
