using Whiteline.Learning.Networks;

namespace Whiteline.Tests.Learning.Networks;

public sealed class NetworkDescriptionTests
{
    public static TheoryData<string, NetworkDescription, string> Impossible => new()
    {
        { "shrunk", new([new(4, 9), new(4, 9), new(4, 120)], NetworkHead.GlobalAverage, []), "Convolution block 3 shrinks the feature map to nothing" },
        { "pooled away", new([new(4, 3, Pool: 64), new(4, 3, Pool: 64)], NetworkHead.Flatten, []), "Convolution block 2 shrinks" },
        { "too large", new([], NetworkHead.Flatten, [new(65_536), new(65_536)]), "parameters; at most" },
        { "too slow", new([new(1024, 1, Padded: true), new(512, 101, Padded: true, Pool: 1), new(512, 101, Padded: true)], NetworkHead.GlobalAverage, []), "multiplications a spectrum" },
        { "no filters", new([new(0, 3)], NetworkHead.GlobalAverage, []), "Convolution block 1 has 0 filters" },
        { "no units", new([], NetworkHead.Flatten, [new(8), new(0)]), "Dense layer 2 has 0 units" },
        { "dense after maps", new([new(4, 3)], NetworkHead.ClassMaps, [new(8)]), "'ClassMaps' ends the network" },
        { "maps without blocks", new([], NetworkHead.ClassMaps, []), "needs at least one convolution block" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_architecture_is_refused_with_the_layer_named(string what, NetworkDescription network, string said) =>
        Assert.True(network.Problems(400, 5).Any(problem => problem.Contains(said, StringComparison.Ordinal)), $"{what}: {string.Join(" ", network.Problems(400, 5))}");

    [Fact]
    public void The_presets_have_no_problem() =>
        Assert.All(NetworkPresets.All, preset => Assert.Empty(preset.Network.Problems(300, 5)));
}
