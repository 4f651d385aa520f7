using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

/// <summary>No command writes over what it reads.</summary>
public sealed class OwnInputTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("train a.npz --out a.npz", "a model is written as .wlm")]
    [InlineData("train a.wlm --out a.wlm", "it is the input as well")]
    [InlineData("dataset split a.npz --train a.npz --test b.npz", "it is the input as well")]
    [InlineData("dataset split a.npz --train b.npz --test a.npz", "it is the input as well")]
    [InlineData("dataset merge a.npz b.npz --out b.npz", "it is the input as well")]
    [InlineData("dataset cluster a.npz --out c --name 1=Mn2+ --export a.npz", "it is the input as well")]
    [InlineData("augment a.npz --method pca --per-class 60 --out a.npz", "it is the input as well")]
    [InlineData("augment a.npz --method pca --per-class 60 --held-out b.npz --out b.npz", "it is the input as well")]
    [InlineData("simulate image --size 4 --out a.npz --truth a.npz", "named for the image and for its truth")]
    public void An_output_that_is_an_input_is_refused_and_nothing_is_lost(string commandLine, string reason)
    {
        foreach (var name in new[] { "a.npz", "b.npz", "a.wlm" }) File.WriteAllText(folder.File(name), $"what {name} held");
        var cli = new TestCli([.. KnownFormats.Create().Formats]);

        Assert.Equal(2, cli.Run([.. commandLine.Split(' ').Select(word => word.Contains('.', StringComparison.Ordinal) || word == "c" ? folder.File(word) : word)]));
        Assert.Contains(reason, cli.Error, StringComparison.Ordinal);
        foreach (var name in new[] { "a.npz", "b.npz", "a.wlm" }) Assert.Equal($"what {name} held", File.ReadAllText(folder.File(name)));
    }
}
