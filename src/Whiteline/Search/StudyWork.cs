namespace Whiteline.Search;

/// <summary>How a worker works at a study.</summary>
/// <param name="Trials">The number of trials that the study is to have, those of all workers together.</param>
/// <param name="Cancellation">Stops the work.</param>
public sealed record StudyWork(int Trials, CancellationToken Cancellation = default)
{
    /// <summary>The space from which parameters are chosen before the objective is called; null when the objective asks for them itself.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>True to answer a point that was tried before from memory.</summary>
    public bool Remember { get; init; } = true;

    /// <summary>How often a worker says that it is alive.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a worker may be silent before others take it for dead.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The search ends with an error when so many trials were made and all of them failed.</summary>
    public int MostFailures { get; init; } = 5;

    /// <summary>A worker ends with an error when so many of its trials failed one after another, whatever came before: failed trials are done again, and the study would never have enough.</summary>
    public int MostFailuresInARow { get; init; } = 50;

    /// <summary>Called when a trial begins and when it ends.</summary>
    public Action<Study>? Changed { get; init; }
}
