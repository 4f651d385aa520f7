using Whiteline.Testing;
using Whiteline.Web.Files;

namespace Whiteline.Web.Tests;

/// <summary>What the Studies page finds in the served folder.</summary>
public sealed class StudyListTests
{
    [Fact]
    public void Searches_and_comparisons_are_found_and_the_one_that_changed_last_is_first()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("studies/mn/finished/abc"));
        Directory.SetLastWriteTimeUtc(folder.File("studies/mn/finished/abc"), new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Directory.SetLastWriteTimeUtc(folder.File("studies/mn/finished"), new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Directory.CreateDirectory(folder.File("fe"));
        File.WriteAllText(folder.File("fe/study.db"), "");

        var studies = new StudyList(new(folder.Path)).All();

        Assert.Equal([("fe", "fe/study.db"), ("studies/mn", null)], studies.Select(study => (study.Name, study.Database)));
    }

    [Fact]
    public void A_search_that_was_only_looked_at_has_not_changed()
    {
        using var folder = new TemporaryFolder();
        var written = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Directory.CreateDirectory(folder.File("fe"));
        File.WriteAllText(folder.File("fe/study.db"), "trials");
        File.SetLastWriteTimeUtc(folder.File("fe/study.db"), written);
        File.WriteAllText(folder.File("fe/study.db-shm"), "index");
        File.WriteAllText(folder.File("fe/study.db-wal"), "");

        Assert.Equal(written, Assert.Single(new StudyList(new(folder.Path)).All()).Changed);
    }

    [Fact]
    public void Hidden_folders_and_links_are_left_out()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs privileges on Windows.");
        using var outside = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        File.WriteAllText(outside.File("study.db"), "");
        Directory.CreateSymbolicLink(folder.File("link"), outside.Path);
        Directory.CreateDirectory(folder.File(".hidden"));
        File.WriteAllText(folder.File(".hidden/study.db"), "");
        Directory.CreateDirectory(folder.File("linked"));
        File.CreateSymbolicLink(folder.File("linked/study.db"), outside.File("study.db"));

        Assert.Empty(new StudyList(new(folder.Path)).All());
    }
}
