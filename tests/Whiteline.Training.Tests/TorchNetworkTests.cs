using TorchSharp;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Training.Tests;

public sealed class TorchNetworkTests
{
    const int Channels = 61;

    public static TheoryData<string, NetworkDescription> Architectures => new()
    {
        { "preset cnn", NetworkPresets.Cnn },
        { "preset mlp", NetworkPresets.Mlp },
        { "even kernels, strides, leftovers of pooling", new([new(3, 4, 2, true, Pooling.Average, 3, Activation.Elu, BatchNormalisation.AfterActivation), new(5, 2, 3, true, Pooling.Max, 2, Activation.Silu, BatchNormalisation.None)], NetworkHead.Flatten, [new(7, Activation.Tanh, BatchNormalisation.BeforeActivation)]) },
        { "valid convolution", new([new(3, 6, 2, false, Pooling.None, 4, Activation.LeakyRelu)], NetworkHead.GlobalAverage, [new(4, Activation.Relu, BatchNormalisation.AfterActivation)]) },
        { "class maps", new([new(4, 5, 1, false, Pooling.Average, 2, Activation.Relu, BatchNormalisation.AfterActivation, 0.85)], NetworkHead.ClassMaps, []) },
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public void The_logits_are_those_of_the_definition(string name, NetworkDescription description)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new TorchNetwork(description, Channels, 3, torch.CPU);
        var random = new Seed(5).Random();
        foreach (var vector in new[] { network.Parameters.Values, network.Parameters.Running })
            FlatVector.Write(vector, [.. Enumerable.Range(0, (int)vector.numel()).Select(_ => (float)(0.3 * random.NextNormal()))]);
        using (torch.no_grad()) network.Parameters.Running.abs_().add_(Number.Of(0.5), Number.One);
        float[] spectra = [.. Enumerable.Range(0, 2 * Channels).Select(_ => (float)random.NextNormal())];

        using var logits = network.Forward(torch.tensor(spectra, [2, Channels]), training: false);

        var reference = new ReferenceNetwork(description, network.Parameters.Export());
        double[] expected = [.. reference.Logits(spectra.AsSpan(0, Channels)), .. reference.Logits(spectra.AsSpan(Channels))];
        var actual = logits.data<float>().ToArray();
        Assert.True(expected.Zip(actual, (e, a) => Math.Abs(e - a) / (1 + Math.Abs(e))).Max() < 1e-5, name);
    }

    [Fact]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new TorchNetwork(Samples.SmallCnn, Channels, 3, torch.CPU);
        WeightInitialisation.Fill(network.Parameters, new Seed(1));
        using var spectra = torch.tensor([.. Enumerable.Range(0, 4 * Channels).Select(i => MathF.Sin(i))], [4, Channels]);
        double Loss()
        {
            using var _ = torch.no_grad();
            return network.Forward(spectra, training: false).pow(Number.Of(2)).sum().ToDouble();
        }

        network.Forward(spectra, training: false).pow(Number.Of(2)).sum().backward();

        var slopes = FlatVector.Read(network.Parameters.Gradients);
        var values = FlatVector.Read(network.Parameters.Values);
        foreach (var i in new[] { 0, 25, slopes.Length / 2, slopes.Length - 1 })
        {
            const float Step = 1e-3f;
            double Shifted(float by)
            {
                var moved = values.ToArray();
                moved[i] += by;
                FlatVector.Write(network.Parameters.Values, moved);
                return Loss();
            }
            Assert.Equal((Shifted(Step) - Shifted(-Step)) / (2 * Step), slopes[i], 0.02 * Math.Max(1, Math.Abs(slopes[i])));
        }
    }

    [Fact]
    public void Dropped_values_are_zero_and_the_others_are_raised()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new TorchNetwork(new([], NetworkHead.Flatten, [new(4096, Dropout: 0.25)]), 2, 2, torch.CPU);
        using (torch.no_grad())
        {
            network.Parameters["dense.0.bias"].detach().fill_(Number.Of(1));
            network.Parameters["output.weight"].detach().fill_(Number.Of(1));
        }
        network.SeedMasks(new Seed(2));

        using var sums = network.Forward(torch.zeros(1, 2), training: true);

        // The mean of 4,096 values that are 0 or 4/3 with a share of 1/4 of zeros: 1, give or take 5 × 0.577 / 64.
        Assert.InRange(sums[0, 0].ToDouble() / 4096, 0.955, 1.045);
        Assert.NotEqual(4096, sums[0, 0].ToDouble());
    }
}
