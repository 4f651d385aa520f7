using Microsoft.Extensions.Logging;
using Whiteline.Web.Files;

namespace Whiteline.Web.Jobs;

/// <summary>Starts jobs, a few at a time, and remembers them for as long as the server runs.</summary>
sealed class JobQueue(ServedFolder folder, ILogger<JobQueue> log) : IDisposable
{
    // One that computes and one that is short: a map need not wait for a training.
    const int AtATime = 2;
    const int MostKept = 200;

    readonly SemaphoreSlim places = new(AtATime);

    // Two studies would hold both places for an hour, and each have half the processor.
    readonly SemaphoreSlim studies = new(1);
    readonly Lock gate = new();
    readonly List<Job> jobs = [];
    int last;

    /// <summary>Raised when a job is added or changes.</summary>
    public event Action? Changed;

    /// <summary>All jobs, the newest first.</summary>
    public IReadOnlyList<Job> All
    {
        get
        {
            lock (gate) return [.. Enumerable.Reverse(jobs)];
        }
    }

    /// <summary>The newest job of a kind, or null.</summary>
    public Job? Latest(string kind) => All.FirstOrDefault(job => job.Kind == kind);

    /// <summary>A job by its number, or null.</summary>
    public Job? Numbered(int number) => All.FirstOrDefault(job => job.Number == number);

    /// <summary>Starts work in the background.</summary>
    /// <param name="kind">The page it belongs to.</param>
    /// <param name="title">What it does.</param>
    /// <param name="commandLine">The same as a command line, or null.</param>
    /// <param name="work">Does it; is given the job, to report to and to be stopped by.</param>
    public Job Start(string kind, string title, string? commandLine, Func<Job, object?> work)
    {
        Job job;
        lock (gate)
        {
            job = new(++last, kind, title, commandLine) { Work = work };
            jobs.Add(job);
            if (jobs.Count > MostKept && jobs.FindIndex(old => old.IsOver) is var oldest and >= 0) jobs.RemoveAt(oldest);
        }
        job.Changed += () => Changed?.Invoke();
        Changed?.Invoke();
        _ = Task.Factory.StartNew(() => Run(job, work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return job;
    }

    /// <summary>Starts the work of a job that was stopped anew, and takes the old one from the list. A study goes on where it was.</summary>
    /// <returns>The new job; null where the old one is at work still, or was started again by another.</returns>
    public Job? Again(Job stopped)
    {
        lock (gate)
            if (stopped.Work is null || !stopped.IsOver || !jobs.Remove(stopped)) return null;
        return Start(stopped.Kind, stopped.Title, stopped.CommandLine, stopped.Work);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var job in All.Where(job => !job.IsOver)) job.Cancel();
        // The places are not disposed of: a job that is being stopped still gives its own back.
    }

    void Run(Job job, Func<Job, object?> work)
    {
        if (job.IsStudy && !HasTurn(studies, job)) return;
        try
        {
            if (HasTurn(places, job)) DoAtPlace(job, work);
        }
        finally
        {
            if (job.IsStudy) studies.Release();
        }
    }

    // False where the job was cancelled while it waited.
    static bool HasTurn(SemaphoreSlim turns, Job job)
    {
        try
        {
            turns.Wait(job.Cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            job.End(JobState.Cancelled, null, null);
            return false;
        }
    }

    void DoAtPlace(Job job, Func<Job, object?> work)
    {
        try
        {
            job.Begin();
            job.End(JobState.Done, work(job), null);
        }
        catch (OperationCanceledException) when (job.Cancellation.IsCancellationRequested)
        {
            job.End(JobState.Cancelled, null, null);
        }
        catch (BadInputException bad)
        {
            job.End(JobState.Failed, null, folder.Shown(bad.Message));
        }
        catch (Exception defect)
        {
            JobLog.Defect(log, job.Number, defect);
            job.End(JobState.Failed, null, folder.Shown($"A defect of Whiteline: {defect.GetType().Name}: {defect.Message}"));
        }
        finally
        {
            places.Release();
        }
    }
}
