using System.Text.RegularExpressions;

namespace Whiteline.Architecture;

/// <summary>A room uses only the rooms on its line; a room that is not listed fails. docs/architecture.md says why.</summary>
public sealed partial class RoomTests
{
    static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Numerics"] = [],
        ["Provenance"] = [],
        ["Spectra"] = ["Numerics"],
        ["Formats"] = ["Numerics", "Spectra"],
        ["Features"] = ["Numerics", "Spectra"],
        ["Simulation"] = ["Numerics", "Spectra"],
        ["Preprocessing"] = ["Numerics", "Spectra", "Features", "Provenance"],
        ["Learning"] = ["Numerics", "Spectra", "Features"],
        ["Maps"] = ["Numerics", "Spectra", "Learning", "Provenance"],
        ["Robustness"] = ["Numerics", "Spectra", "Preprocessing", "Provenance"],
        ["Fidelity"] = ["Numerics", "Spectra", "Features", "Learning"],
        ["Search"] = ["Numerics"],
        ["Recipes"] = ["Numerics", "Spectra", "Formats", "Features", "Simulation", "Preprocessing", "Provenance", "Learning", "Maps", "Robustness", "Fidelity", "Search"],
        ["Fractions"] = ["Numerics", "Spectra", "Formats", "Features", "Simulation", "Preprocessing", "Learning", "Maps", "Recipes"],
        ["ReadyModels"] = ["Numerics", "Spectra", "Preprocessing", "Simulation", "Learning", "Recipes", "Fractions"],
    };

    [Fact]
    public void A_room_uses_only_the_rooms_on_its_line()
    {
        var offences = Repository.CSharpFiles("src/Whiteline").Where(IsInRoom).SelectMany(Offences).ToArray();

        Assert.True(offences.Length == 0, string.Join('\n', offences));
    }

    [Fact]
    public void Every_room_of_the_core_is_listed()
    {
        var unlisted = Repository.CSharpFiles("src/Whiteline").Where(IsInRoom).Select(Room).Distinct().Where(room => !MayUse.ContainsKey(room));

        Assert.Empty(unlisted);
    }

    [Fact]
    public void The_architecture_page_shows_the_same_table()
    {
        var page = Repository.Read("docs/architecture.md");

        Assert.All(MayUse, line => Assert.Contains(
            $"| `{line.Key}` | {(line.Value.Length == 0 ? "–" : string.Join(", ", line.Value))} |", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src/Whiteline", "Console.")]
    [InlineData("src/Whiteline.Hdf5", "Console.")]
    [InlineData("src/Whiteline.Reports", "Console.")]
    [InlineData("src/Whiteline", "DllImport")]
    [InlineData("src/Whiteline", "using SkiaSharp")]
    public void The_library_never_holds(string folder, string text)
    {
        var offenders = Repository.CSharpFiles(folder).Where(file => Repository.Read(file).Contains(text, StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    static IEnumerable<string> Offences(string file)
    {
        var room = Room(file);
        if (!MayUse.TryGetValue(room, out var allowed)) yield break;
        foreach (Match use in UsedRoom().Matches(Repository.Read(file)))
            if (use.Groups[1].Value is var used && used != room && !allowed.Contains(used))
                yield return $"{file}: {room} may not use {used}.";
    }

    static bool IsInRoom(string file) => file.Count(character => character == '/') > 2;

    static string Room(string file) => file.Split('/')[2];

    [GeneratedRegex(@"^using (?:static )?Whiteline\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsedRoom();
}
