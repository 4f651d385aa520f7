using Whiteline.Numerics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training.Tests;

public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1, 1, 5, 1)]
    [InlineData(2, 12, 9, 1)]
    [InlineData(5, 3, 5, 2)]
    [InlineData(32, 16, 5, 2)]
    [InlineData(7, 4, 1, 1)]
    public void Values_and_slopes_are_those_of_libtorch(int maps, int filters, int kernel, int stride)
    {
        using var scope = NewDisposeScope();
        var random = new Seed((ulong)(maps + filters)).Random();
        var weights = Drawn(filters, maps, kernel);
        var input = Drawn(6, maps, 37);

        // In float64 libtorch takes no convolution of oneDNN, whose slopes cannot be relied on.
        var (ours, ourInput, ourWeights) = Slopes(ScalarType.Float32, (x, w) => Convolution.Of(x, w, stride));
        var (theirs, theirInput, theirWeights) = Slopes(ScalarType.Float64, (x, w) => functional.conv1d(x, w, null, stride, kernel / 2));

        Assert.True(ours.allclose(theirs, 1e-4, 1e-4));
        Assert.True(ourInput.allclose(theirInput, 1e-4, 1e-3));
        Assert.True(ourWeights.allclose(theirWeights, 1e-4, 1e-3));

        (Tensor Values, Tensor Input, Tensor Weights) Slopes(ScalarType type, Func<Tensor, Tensor, Tensor> convolve)
        {
            var (x, w) = (tensor(input, [6, maps, 37]).to(type).requires_grad_(), tensor(weights, [filters, maps, kernel]).to(type).requires_grad_());
            var values = convolve(x, w);
            values.pow(Number.Of(2)).sum().backward();
            return (values.detach().to(ScalarType.Float64), x.grad!.to(ScalarType.Float64), w.grad!.to(ScalarType.Float64));
        }

        float[] Drawn(params int[] shape) => [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => (float)random.NextNormal())];
    }
}
