using Whiteline.Search;
using Whiteline.Storage;
using Whiteline.Testing;
using Whiteline.Web.Desk;

namespace Whiteline.Web.Tests;

/// <summary>What the Studies page reads of a search, whoever wrote it.</summary>
public sealed class SearchViewTests
{
    [Fact]
    public void A_file_that_is_no_storage_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("study.db"), [.. Enumerable.Repeat((byte)'x', 4096)]);

        Assert.Throws<BadInputException>(() => SearchView.Read(folder.File("study.db")));
    }

    [Fact]
    public void Remarks_that_are_no_json_are_refused()
    {
        using var folder = new TemporaryFolder();
        using (var storage = RelationalStudyStorage.Open(folder.File("study.db")))
        {
            var study = storage.Open("mn", [Direction.Maximize]);
            var trial = storage.Claim(study, 1)!;
            storage.Remark(trial, Study.ChosenBy, "{ not json", system: true);
            storage.Finish(trial, TrialState.Complete, [0.9]);
        }

        Assert.Contains("damaged", Assert.Throws<BadInputException>(() => SearchView.Read(folder.File("study.db"))).Message, StringComparison.Ordinal);
    }
}
