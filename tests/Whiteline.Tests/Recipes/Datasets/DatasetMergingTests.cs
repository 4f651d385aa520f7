using System.Text.Json;
using Whiteline.Recipes.Datasets;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes.Datasets;

public sealed class DatasetMergingTests
{
    [Fact]
    public void Groups_of_equal_name_stay_apart_and_files_without_groups_are_one()
    {
        var axis = new EnergyAxis(700, 1, 3);
        LabeledSpectra Part(float value, string[]? groups) => new(axis, [value, value, value, value, value, value], ["Fe2+", "Fe3+"], groups);

        var merged = DatasetMerging.Run([("a", Part(1, ["s", "t"])), ("b", Part(2, ["s", "s"])), ("c", Part(3, null)), ("a", Part(4, null))], [.. Enumerable.Repeat(new Whiteline.Provenance.InputFile("x", 1, "ff"), 4)], "merge");

        Assert.Equal(["a/s", "a/t", "b/s", "b/s", "c", "c", "a (2)", "a (2)"], merged.Groups);
        Assert.Equal([1, 2, 3, 4], new[] { 0, 2, 4, 6 }.Select(i => merged[i][0]));
    }

    [Fact]
    public void The_provenance_of_all_is_kept_whatever_it_is()
    {
        LabeledSpectra Part(string? provenance) => new(new(700, 1, 2), [1, 2], ["Fe2+"]) { Provenance = provenance };

        var merged = DatasetMerging.Run([("a", Part("""{"dose": 3}""")), ("b", Part("by hand")), ("c", Part(null))], [.. "abc".Select(name => new Whiteline.Provenance.InputFile($"{name}.npz", 1, "ff"))], "whiteline dataset merge");

        using var json = JsonDocument.Parse(merged.Provenance!);
        var inputs = json.RootElement.GetProperty("inputs").EnumerateArray().ToArray();
        Assert.Equal(3, inputs[0].GetProperty("provenance").GetProperty("dose").GetInt32());
        Assert.Equal("by hand", inputs[1].GetProperty("provenance").GetString());
        Assert.Equal(JsonValueKind.Null, inputs[2].GetProperty("provenance").ValueKind);
        Assert.Equal("b.npz", inputs[1].GetProperty("name").GetString());
    }
}
