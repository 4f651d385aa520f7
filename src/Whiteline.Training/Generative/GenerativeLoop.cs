using Whiteline.Learning;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>The epochs of a generator's training: keeps the best weights by the held-out distance, stops by itself, and can be taken up again.</summary>
/// <param name="checkpoint">Where the state is kept, or null.</param>
/// <param name="context">Progress and cancellation.</param>
/// <param name="epochs">Receives every epoch, or null.</param>
sealed class GenerativeLoop(GenerativeCheckpoint? checkpoint, TrainingContext context, IProgress<GanEpoch>? epochs)
{
    /// <summary>Runs the epochs that are left.</summary>
    /// <param name="total">Epochs at most, beside the look at the untrained generator.</param>
    /// <param name="patience">Epochs without a smaller distance before it stops; 0 never stops early.</param>
    /// <param name="vectors">All vectors of the training.</param>
    /// <param name="optimisers">All optimisers.</param>
    /// <param name="epoch">Does an epoch, given its number and the progress.</param>
    /// <param name="weights">The weights that would make spectra now.</param>
    /// <returns>The weights that were best.</returns>
    public float[] Run(int total, int patience, IReadOnlyList<(string Name, Tensor Vector)> vectors, FlatOptimiser[] optimisers, Func<int, GanProgress, GanEpoch> epoch, Func<float[]> weights)
    {
        var progress = new GanProgress();
        if (checkpoint?.Resume(vectors) is { } state)
        {
            progress = state.Progress;
            for (var i = 0; i < optimisers.Length; i++) optimisers[i].Steps = state.Steps[i];
        }
        while (!progress.IsOver(total, patience))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var done = epoch(progress.History.Count, progress);
            if (!double.IsFinite(done.CriticLoss) || !double.IsFinite(done.GeneratorLoss))
                throw new BadInputException($"The training diverged in epoch {done.Epoch}: a loss is not finite. Lower the learning rate.");
            progress.Add(done, weights);
            checkpoint?.Save(vectors, [.. optimisers.Select(optimiser => optimiser.Steps)], progress);
            epochs?.Report(done);
            context.Progress?.Report(new("training", done.Epoch, total) { Detail = done.Summary });
        }
        return progress.Best;
    }
}
