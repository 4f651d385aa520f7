using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Whiteline.Numerics;

namespace Whiteline.Web.Jobs;

/// <summary>A piece of long work. It belongs to the server, not to a page: a page that is loaded again finds it where it is.</summary>
/// <param name="number">From 1, in the order of starting.</param>
/// <param name="kind">The page it belongs to, such as <c>map</c>.</param>
/// <param name="title">What it does, for the list.</param>
/// <param name="commandLine">The same as a command line, or null where there is none.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A source of cancellation without a timer holds nothing to dispose of, and pages may ask for its token long after.")]
public sealed class Job(int number, string kind, string title, string? commandLine) : IProgress<WorkProgress>
{
    // A page is drawn anew at most so often while a job reports.
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    readonly CancellationTokenSource cancellation = new();
    readonly Lock gate = new();
    readonly List<object> notes = [];
    long lastReport;

    public int Number => number;

    public string Kind => kind;

    public string Title => title;

    public string? CommandLine => commandLine;

    public JobState State { get; private set; }

    /// <summary>How far it is, or null before the first report.</summary>
    public WorkProgress? Progress { get; private set; }

    /// <summary>What went wrong, in one line; null otherwise.</summary>
    public string? Error { get; private set; }

    /// <summary>What it gave; null until it is done.</summary>
    public object? Result { get; private set; }

    public DateTimeOffset Started { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    /// <summary>True for a search or a comparison, which keeps its finished parts in its folder.</summary>
    public bool IsStudy => kind is "search" or "compare";

    public bool IsOver => State is JobState.Done or JobState.Cancelled or JobState.Failed;

    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>What it does, to be done again; null where nothing may.</summary>
    internal Func<Job, object?>? Work { get; init; }

    /// <summary>Raised, at most a few times a second, when there is something new to show.</summary>
    public event Action? Changed;

    /// <summary>What the work noted on its way, such as the epochs of a training.</summary>
    public IReadOnlyList<T> Notes<T>()
    {
        lock (gate) return [.. notes.OfType<T>()];
    }

    /// <summary>Keeps something to be shown while the work goes on.</summary>
    public void Note(object note)
    {
        lock (gate) notes.Add(note);
        Tell();
    }

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        Progress = value;
        Tell();
    }

    /// <summary>Asks the work to stop.</summary>
    public void Cancel() => cancellation.Cancel();

    internal void Begin()
    {
        State = JobState.Running;
        Started = DateTimeOffset.UtcNow;
        Changed?.Invoke();
    }

    internal void End(JobState state, object? result, string? error)
    {
        (Result, Error, Ended) = (result, error, DateTimeOffset.UtcNow);
        // Last: who sees the state sees the result.
        State = state;
        Changed?.Invoke();
    }

    void Tell()
    {
        var now = Stopwatch.GetTimestamp();
        lock (gate)
        {
            if (Stopwatch.GetElapsedTime(lastReport, now) < Between) return;
            lastReport = now;
        }
        Changed?.Invoke();
    }
}
