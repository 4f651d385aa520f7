using Whiteline.Recipes.Tuning;
using Whiteline.Search;

namespace Whiteline.Tests.Search;

public sealed class SearchSpaceJsonTests
{
    [Theory]
    [InlineData("svm")]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("joint")]
    public void A_ready_space_is_read_back_as_it_was_written(string model)
    {
        var space = TuningSpaces.Of(model, Recipes.Tuning.TuningSamples.Iron());

        var read = SearchSpaceJson.Read(SearchSpaceJson.Write(space), "space.json");

        Assert.Equal(space.Parameters.Select(Words), read.Parameters.Select(Words));
        Assert.Equal(space.Parameters.Select(parameter => parameter.Domain), read.Parameters.Select(parameter => parameter.Domain));
    }

    [Fact]
    public void Whole_bounds_are_whole_numbers_unless_the_file_says_float()
    {
        var space = SearchSpaceJson.Read("""
            {"parameters": [ // comments and a last comma are allowed
              {"name": "layers", "low": 1, "high": 4}, {"name": "C", "low": 1, "high": 1000, "log": true, "type": "float"},
              {"name": "dropout", "low": 0, "high": 0.5}, {"name": "units-2", "low": 8, "high": 64, "step": 8, "when": {"parameter": "layers", "atLeast": 2}},
            ]}
            """, "space.json");

        Assert.Equal([new IntegerDomain(1, 4), new FloatDomain(1, 1000, Log: true), new FloatDomain(0, 0.5), new IntegerDomain(8, 64, Step: 8)], space.Parameters.Select(parameter => parameter.Domain));
        Assert.True(space.Parameters[3].When!.Holds(2L));
        Assert.False(space.Parameters[3].When!.Holds(1L));
    }

    [Theory]
    [InlineData("[]", "no list 'parameters'")]
    [InlineData("{\"parameters\": []}", "is empty")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"low\": 1}]}", "the number 'high'")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"low\": 2, \"high\": 1}]}", "above its high")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"low\": 1, \"high\": 2, \"lgo\": true}]}", "has the key 'lgo'")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"low\": 1, \"high\": 2, \"when\": {\"parameter\": \"kernel\", \"values\": [\"rbf\"]}}]}", "does not stand before it")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"choices\": [1, 1]}]}", "given twice")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"choices\": \"a\"}]}", "'choices' of parameter 'C' is no list")]
    [InlineData("{\"parameters\": [{\"low\": 1, \"high\": 2}]}", "parameter 1 has no 'name'")]
    [InlineData("{\"parameters\": [3]}", "parameter 1 is no object")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"low\": 1, \"high\": 2, \"log\": 1}]}", "'log' of parameter 'C' is neither true nor false")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"low\": 1, \"high\": 2, \"when\": 3}]}", "the condition 'when' of parameter 'C' is no object")]
    [InlineData("{\"parameters\": [", "it is no JSON, line 1")]
    [InlineData("{\"parameters\": [{\"name\": \"C\", \"low\": 1, \"high\": 1e30, \"type\": \"integer\"}]}", "no search space")]
    public void What_is_no_space_is_refused_in_one_line(string json, string said)
    {
        var error = Assert.Throws<BadInputException>(() => SearchSpaceJson.Read(json, "space.json"));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("'space.json'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    static string Words(SearchParameter parameter) => $"{parameter.Name}: {parameter.When?.Parameter} {string.Join(',', parameter.When?.Values ?? [])} {parameter.When?.AtLeast}";
}
