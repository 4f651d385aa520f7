using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Whiteline.Numerics;
using Whiteline.Testing;
using Whiteline.Web.Commands;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Tests;

/// <summary>Commands that pages run in a process of their own.</summary>
public sealed class ProgramRunTests
{
    [Theory]
    [InlineData("searching  12/1,000  1 %  best 0.9803 (trial 7)  0.5/s  3:00 left", "searching", 12, 1000, "best 0.9803 (trial 7)  0.5/s  3:00 left")]
    [InlineData("training the critic  3/40  8 %", "training the critic", 3, 40, "")]
    public void A_line_of_progress_is_understood(string line, string stage, long done, long total, string detail) =>
        Assert.Equal(new WorkProgress(stage, done, total) { Detail = detail }, ProgramRun.Progress(line));

    [Fact]
    public void A_warning_is_no_progress() => Assert.Null(ProgramRun.Progress("warning: 3/4 of the spectra are near copies."));

    [Fact]
    public async Task The_last_line_of_a_command_that_fails_is_the_error()
    {
        var job = await Ran("echo 'mn.npz: it cannot be read. Check the name.' >&2; exit 2", _ => { });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal("mn.npz: it cannot be read. Check the name.", job.Error);
    }

    [Fact]
    public async Task Warnings_are_kept_and_are_no_error()
    {
        var job = await Ran("echo 'warning: 3 spectra are exact copies.' >&2; echo 'whiteline: there are 6 groups. Lower the folds.' >&2; echo 'warning: it is over.' >&2; exit 2", _ => { });

        Assert.Equal(["3 spectra are exact copies.", "it is over."], job.Notes<CommandWarning>().Select(warning => warning.Sentence));
        Assert.Equal("there are 6 groups. Lower the folds.", job.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("trap '' TERM; ")]
    public async Task A_command_that_is_cancelled_is_ended_even_one_that_does_not_heed_it(string before)
    {
        var job = await Ran($"{before}echo 'searching  1/2  50 %' >&2; exec sleep 600", job =>
        {
            if (job.Progress is not null) job.Cancel();
        });

        Assert.Equal(JobState.Cancelled, job.State);
    }

    [Fact]
    public async Task A_command_that_is_cancelled_is_asked_first_and_may_keep_what_it_has()
    {
        using var folder = new TemporaryFolder();

        var job = await Ran("trap 'echo kept > report; exit 130' TERM; echo 'searching  1/2  50 %' >&2; while :; do sleep 0.05; done", job =>
        {
            if (job.Progress is not null) job.Cancel();
        }, folder);

        Assert.Equal(JobState.Cancelled, job.State);
        Assert.True(File.Exists(folder.File("report")));
    }

    static async Task<Job> Ran(string script, Action<Job> watch)
    {
        using var folder = new TemporaryFolder();
        return await Ran(script, watch, folder);
    }

    static async Task<Job> Ran(string script, Action<Job> watch, TemporaryFolder folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for a Unix shell.");
        var options = new ServeOptions(folder.Path, ServedApp.Formats, _ => throw new InvalidOperationException(), _ => new ProcessStartInfo("/bin/sh", ["-c", script]));
        using var jobs = new JobQueue(new ServedFolder(folder.Path), NullLogger<JobQueue>.Instance);
        var job = jobs.Start("search", "script", null, work =>
        {
            ProgramRun.Run(new("search"), folder.Path, options, work);
            return null;
        });
        while (!job.IsOver)
        {
            watch(job);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        return job;
    }
}
