using Whiteline.Provenance;

namespace Whiteline.Tests.Provenance;

public sealed class ProvenanceTextTests
{
    static readonly string First = new('a', 64), Second = new('b', 64);

    [Fact]
    public void Sources_are_found_at_any_depth_and_each_once()
    {
        var text = ProvenanceText.Of("augment", (new("a.npz", 1, First), 3, null));
        for (var generation = 0; generation < 400; generation++) text = ProvenanceText.Of("merge", (new("b.npz", 1, Second), 3, text));

        Assert.Equal([First, Second], ProvenanceText.Sources(text).Select(source => source.Sha256).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("measured on a Monday")]
    [InlineData("{\"sha256\": 3}")]
    [InlineData("{\"sha256\": \"short\"}")]
    [InlineData("{ broken")]
    [InlineData("[\"{\", \"{ broken\"]")]
    public void Text_that_names_no_file_has_no_source(string? text) => Assert.Empty(ProvenanceText.Sources(text));

    [Fact]
    public void Text_that_is_not_JSON_is_kept_as_it_is() => Assert.Equal("measured on a Monday", (string?)ProvenanceText.Parsed("measured on a Monday"));
}
