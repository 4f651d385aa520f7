using System.Text.RegularExpressions;

namespace Whiteline.Architecture;

/// <summary>The command line names options where the library gives advice: words of the library that change must change there too.</summary>
public sealed partial class AdviceTests
{
    const string Advice = "src/Whiteline.Cli/Shell/OptionAdvice.cs";

    public static TheoryData<string> Words => [.. Phrase().Matches(Repository.Read(Advice)).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Words))]
    public void What_options_are_named_for_is_said_by_the_library(string words) =>
        Assert.Contains(Repository.CSharpFiles("src/Whiteline"), file => Repository.Read(file).Contains(words, StringComparison.Ordinal));

    [GeneratedRegex("""\("([^"]+)", "--""")]
    private static partial Regex Phrase();
}
