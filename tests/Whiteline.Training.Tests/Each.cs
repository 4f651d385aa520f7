namespace Whiteline.Training.Tests;

/// <summary>Hands every epoch on at once, in the thread that reports it.</summary>
sealed class Each(Action<TrainingEpoch> action) : IProgress<TrainingEpoch>
{
    public void Report(TrainingEpoch value) => action(value);
}
