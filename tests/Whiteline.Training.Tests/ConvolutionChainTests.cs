using TorchSharp;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Training.Tests;

public sealed class ConvolutionChainTests
{
    public static TheoryData<NetworkDescription> Architectures => new()
    {
        NetworkPresets.Cnn with { Blocks = [.. NetworkPresets.Cnn.Blocks.Select(block => block with { Dropout = 0 })], Dense = [new(8)] },
        new NetworkDescription([new(5, 4, 2, true, Pooling.Max, 3), new(11, 3, 1, false, Pooling.None, 2), new(9, 2, 3, false, Pooling.Max, 1)], NetworkHead.Flatten, []),
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Gradients_and_statistics_are_those_of_libtorch(NetworkDescription description)
    {
        using var scope = torch.NewDisposeScope();
        const int Channels = 67;
        const int Spectra = 19;
        using var fused = new TorchNetwork(description, Channels, 3, torch.CPU);
        using var plain = new TorchNetwork(description, Channels, 3, torch.CPU, plain: true);
        var random = new Seed(8).Random();
        float[] values = [.. Enumerable.Range(0, (int)plain.Parameters.Values.numel()).Select(_ => (float)(0.2 * random.NextNormal()))];
        using var spectra = torch.tensor([.. Enumerable.Range(0, Spectra * Channels).Select(_ => (float)random.NextNormal())], [Spectra, Channels]);
        using var direction = torch.tensor([.. Enumerable.Range(0, Spectra * 3).Select(_ => (float)random.NextNormal())], [Spectra, 3]);

        foreach (var network in new[] { fused, plain })
        {
            WeightInitialisation.Fill(network.Parameters, new Seed(1));
            FlatVector.Write(network.Parameters.Values, values);
            network.Backward(network.Forward(spectra, training: true).mul(direction).sum());
        }

        Assert.Equal(0, Farthest(plain.Parameters.Gradients, fused.Parameters.Gradients), 1e-4);
        Assert.Equal(0, Farthest(plain.Parameters.Running, fused.Parameters.Running), 1e-5);
    }

    [Fact]
    public void Threads_do_not_change_a_result()
    {
        const int Spectra = 21;
        const int Width = 10;
        const int Maps = 12;
        var random = new Seed(2).Random();
        float[] x = [.. Enumerable.Range(0, Spectra * Width * Maps).Select(_ => (float)random.NextNormal())];
        float[] slope = [.. Enumerable.Range(0, Spectra * (Width / 3) * Maps).Select(_ => (float)random.NextNormal())];
        float[] Run(int threads)
        {
            var rest = new NormaliseRectifyPool(Spectra, Width, Maps, 3);
            var (weight, bias, y, xSlope) = (Enumerable.Repeat(1.5f, Maps).ToArray(), new float[Maps], new float[slope.Length], new float[x.Length]);
            var (mean, variance, weightSlope, biasSlope) = (new float[Maps], new float[Maps], new float[Maps], new float[Maps]);
            rest.Forward(x, weight, bias, mean, variance, 0.1, y, threads);
            rest.Backward(x, slope, weightSlope, biasSlope, xSlope, threads);
            return [.. y, .. mean, .. variance, .. weightSlope, .. biasSlope, .. xSlope];
        }

        var one = Run(1);

        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(3));
    }

    static double Farthest(torch.Tensor expected, torch.Tensor actual) =>
        FlatVector.Read(expected).Zip(FlatVector.Read(actual), (e, a) => Math.Abs(e - a) / (1 + Math.Abs(e))).Max();
}
