using Microsoft.Extensions.Logging.Abstractions;
using Whiteline.Numerics;
using Whiteline.Recipes;
using Whiteline.Testing;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Tests;

public sealed class JobTests
{
    static async Task Until(Job job, Func<Job, bool> holds)
    {
        for (var waited = 0; !holds(job); waited++)
        {
            Assert.True(waited < 2000, $"The job is still {job.State}.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Work_that_is_done_has_its_result()
    {
        using var queue = new JobQueue(new ServedFolder(Path.GetTempPath()), NullLogger<JobQueue>.Instance);

        var job = queue.Start("map", "a map", "whiteline map", _ => 42);
        await Until(job, one => one.IsOver);

        Assert.Equal(JobState.Done, job.State);
        Assert.Equal(42, job.Result);
        Assert.Same(job, queue.Latest("map"));
    }

    [Fact]
    public async Task Progress_is_seen_while_it_goes_on_and_cancelling_ends_it()
    {
        using var queue = new JobQueue(new ServedFolder(Path.GetTempPath()), NullLogger<JobQueue>.Instance);

        var job = queue.Start("train", "a training", null, work =>
        {
            work.Report(new WorkProgress("training", 1, 10));
            work.Cancellation.WaitHandle.WaitOne();
            work.Cancellation.ThrowIfCancellationRequested();
            return null;
        });
        await Until(job, one => one.Progress is not null);
        var seen = job.Progress;
        job.Cancel();
        await Until(job, one => one.IsOver);

        Assert.Equal("training", seen!.Stage);
        Assert.Equal(JobState.Cancelled, job.State);
        Assert.Null(job.Result);
    }

    [Fact]
    public async Task Bad_input_is_shown_as_its_sentence()
    {
        using var queue = new JobQueue(new ServedFolder(Path.GetTempPath()), NullLogger<JobQueue>.Instance);

        var job = queue.Start("map", "a map", null, _ => throw BadInputException.In("a.dm3", "it is empty", "Give another."));
        await Until(job, one => one.IsOver);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal("'a.dm3': it is empty. Give another.", job.Error);
    }

    [Fact]
    public async Task An_error_does_not_show_where_the_folder_lies()
    {
        using var folder = new TemporaryFolder();
        using var queue = new JobQueue(new ServedFolder(folder.Path), NullLogger<JobQueue>.Instance);
        Directory.CreateDirectory(folder.File("models"));
        File.WriteAllText(folder.File("models/mn.wlm"), "damaged");

        var bad = queue.Start("map", "a map", null, _ => ModelFile.Read(folder.File("models/mn.wlm")));
        var defect = queue.Start("map", "a map", null, _ => Directory.GetFiles(folder.File("models/nowhere")));
        var itself = queue.Start("map", "a map", null, _ => throw BadInputException.In(folder.Path, "it cannot be written", "Check it."));
        foreach (var job in new[] { bad, defect, itself }) await Until(job, one => one.IsOver);

        Assert.StartsWith("'models/mn.wlm': ", bad.Error, StringComparison.Ordinal);
        Assert.Contains("'models/nowhere'", defect.Error, StringComparison.Ordinal);
        Assert.Equal($"'{Path.GetFileName(folder.Path)}': it cannot be written. Check it.", itself.Error);
    }

    [Fact]
    public async Task A_job_that_waits_for_its_turn_can_be_cancelled()
    {
        using var queue = new JobQueue(new ServedFolder(Path.GetTempPath()), NullLogger<JobQueue>.Instance);
        using var release = new ManualResetEventSlim();
        var busy = Enumerable.Range(0, 2).Select(_ => queue.Start("train", "busy", null, _ => { release.Wait(); return null; })).ToArray();
        await Until(busy[0], one => one.State == JobState.Running);
        await Until(busy[1], one => one.State == JobState.Running);

        var waiting = queue.Start("train", "third", null, _ => 3);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        var before = waiting.State;
        waiting.Cancel();
        await Until(waiting, one => one.IsOver);
        release.Set();

        Assert.Equal(JobState.Waiting, before);
        Assert.Equal(JobState.Cancelled, waiting.State);
    }

    [Fact]
    public async Task Studies_go_on_one_after_the_other_so_that_a_map_need_not_wait_for_them()
    {
        using var queue = new JobQueue(new ServedFolder(Path.GetTempPath()), NullLogger<JobQueue>.Instance);
        using var release = new ManualResetEventSlim();
        var first = queue.Start("compare", "first", null, _ => { release.Wait(); return 1; });
        await Until(first, one => one.State == JobState.Running);

        var second = queue.Start("search", "second", null, _ => 2);
        var map = queue.Start("map", "a map", null, _ => 3);
        await Until(map, one => one.IsOver);
        var meanwhile = second.State;
        release.Set();
        await Until(second, one => one.IsOver);

        Assert.Equal(JobState.Done, map.State);
        Assert.Equal(JobState.Waiting, meanwhile);
        Assert.Equal(2, second.Result);
    }

    [Fact]
    public async Task A_study_that_was_stopped_is_started_again_once()
    {
        using var queue = new JobQueue(new ServedFolder(Path.GetTempPath()), NullLogger<JobQueue>.Instance);
        var starts = 0;
        var stopped = queue.Start("compare", "a comparison", "whiteline compare", work =>
        {
            if (++starts == 1) work.Cancellation.WaitHandle.WaitOne();
            work.Cancellation.ThrowIfCancellationRequested();
            return starts;
        });
        await Until(stopped, one => one.State == JobState.Running);
        var tooEarly = queue.Again(stopped);
        stopped.Cancel();
        await Until(stopped, one => one.IsOver);

        var again = queue.Again(stopped)!;
        await Until(again, one => one.IsOver);

        Assert.Null(tooEarly);
        Assert.Equal((JobState.Done, "a comparison", "whiteline compare", 2), (again.State, again.Title, again.CommandLine, (int)again.Result!));
        Assert.Null(queue.Again(stopped));
        Assert.Equal([again], queue.All);
    }

    [Fact]
    public async Task Stopping_the_server_stops_its_work()
    {
        var queue = new JobQueue(new ServedFolder(Path.GetTempPath()), NullLogger<JobQueue>.Instance);
        var job = queue.Start("train", "long", null, work =>
        {
            work.Cancellation.WaitHandle.WaitOne();
            work.Cancellation.ThrowIfCancellationRequested();
            return null;
        });
        await Until(job, one => one.State == JobState.Running);

        queue.Dispose();
        await Until(job, one => one.IsOver);

        Assert.Equal(JobState.Cancelled, job.State);
    }
}
