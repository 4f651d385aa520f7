using System.Runtime.CompilerServices;

namespace Whiteline.Cookbook;

/// <summary>Every recipe is a test, and its page shows the very code that ran: the lines between "Recipe:" and "End of recipe".</summary>
public sealed class PageTests
{
    const string Begin = "// Recipe:";
    const string End = "// End of recipe";

    static readonly string Folder = ThisFolder();

    public static TheoryData<string> Recipes =>
        [.. Directory.EnumerateFiles(Folder, "*.cs").Where(file => File.ReadLines(file).Any(IsBegin)).Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void The_page_shows_the_code_that_ran(string recipe)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, recipe));
        var begin = Array.FindIndex(lines, IsBegin);
        var page = lines[begin].Trim()[Begin.Length..].Trim();
        var code = lines[(begin + 1)..Array.FindIndex(lines, line => line.Trim() == End)];
        var indent = code.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);

        var shown = string.Join('\n', code.Select(line => line.Length > 0 ? line[indent..] : line));

        Assert.Contains($"```csharp\n{shown}\n```", File.ReadAllText(Path.Combine(Folder, page)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_is_in_the_index()
    {
        var index = File.ReadAllText(Path.Combine(Folder, "README.md"));

        var pages = Directory.EnumerateFiles(Folder, "*.md").Select(Path.GetFileName).Where(page => page != "README.md");

        Assert.All(pages, page => Assert.Contains($"]({page})", index, StringComparison.Ordinal));
    }

    static bool IsBegin(string line) => line.TrimStart().StartsWith(Begin, StringComparison.Ordinal);

    static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
