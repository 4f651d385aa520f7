using Whiteline.Formats;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_folder_that_cannot_be_made_is_told_by_the_name_that_was_given()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "");
        var path = Path.Combine(folder.File("taken"), "report.html");

        var refusal = Assert.Throws<BadInputException>(() => AtomicFile.WriteText(path, "text"));

        Assert.StartsWith($"'{path}': it cannot be written", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".part", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_half_way_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("kept.txt"), "old");

        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(folder.File("kept.txt"), stream =>
        {
            stream.WriteByte(1);
            throw new InvalidDataException();
        }));

        Assert.Equal("old", File.ReadAllText(folder.File("kept.txt")));
        Assert.Equal([folder.File("kept.txt")], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_place_that_can_be_written_is_left_as_it_was()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("kept.txt"), "old");

        AtomicFile.RequirePlace(folder.File("kept.txt"));
        AtomicFile.RequirePlace(Path.Combine(folder.Path, "not", "there", "yet.txt"));

        Assert.Equal("old", File.ReadAllText(folder.File("kept.txt")));
        Assert.Equal([folder.File("kept.txt")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_that_can_be_made_is_not_made_beforehand_and_one_in_a_file_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "");

        AtomicFile.RequireFolder(folder.Path);
        AtomicFile.RequireFolder(folder.File("not/there/yet"));

        Assert.Equal([folder.File("taken")], Directory.GetFileSystemEntries(folder.Path));
        Assert.All(["taken", "taken/deeper"], name => Assert.StartsWith($"'{folder.File(name)}': it cannot be written", Assert.Throws<BadInputException>(() => AtomicFile.RequireFolder(folder.File(name))).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("taken/report.html", "is a file")]
    [InlineData("taken/deeper/report.html", "is a file")]
    [InlineData("", "It is a folder")]
    public void A_place_that_cannot_be_written_is_refused_beforehand(string name, string reason)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "");
        var path = Path.Combine(folder.Path, name);

        var refusal = Assert.Throws<BadInputException>(() => AtomicFile.RequirePlace(path));

        Assert.StartsWith($"'{path}': it cannot be written", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
