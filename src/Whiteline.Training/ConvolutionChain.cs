using TorchSharp;
using Whiteline.Learning.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training;

/// <summary>
/// The convolution blocks of a training step on a processor: convolutions in libtorch, with maps stored position by position (its
/// fastest layout), and all that follows each in <see cref="NormaliseRectifyPool"/>. Every convolution is a graph of its own, and the
/// slopes are handed from graph to graph.
/// </summary>
sealed class ConvolutionChain(NetworkDescription description, FlatParameters parameters)
{
    readonly List<Link> links = [];

    /// <summary>True where every block is one that the chain can do.</summary>
    public static bool Fits(NetworkDescription description, Device device) =>
        device.type == DeviceType.CPU && description.Blocks.Count > 0 && description.Head != NetworkHead.ClassMaps
        && description.Blocks.All(block => block.Normalisation == BatchNormalisation.BeforeActivation && block.Activation == Activation.Relu && (block.Pooling == Pooling.Max || Pool(block) == 1));

    /// <summary>Forward pass with the statistics of the batch.</summary>
    /// <param name="spectra">Shape (n, channels).</param>
    /// <param name="drop">Dropout of the given share.</param>
    /// <returns>Maps of the last block, shape (n, filters, width): the start of the graph that the loss ends.</returns>
    public Tensor Forward(Tensor spectra, Func<Tensor, double, Tensor> drop)
    {
        links.Clear();
        var threads = get_num_threads();
        var maps = spectra.view(spectra.shape[0], 1, spectra.shape[1], 1).permute(0, 3, 1, 2);
        for (var i = 0; i < description.Blocks.Count; i++)
        {
            var block = description.Blocks[i];
            var convolved = Convolve(i > 0 ? drop(maps, description.Blocks[i - 1].Dropout) : maps, block, $"blocks.{i}");
            var stored = convolved.detach().permute(0, 2, 3, 1).contiguous();
            var (n, width) = ((int)stored.shape[0], (int)stored.shape[2]);
            var rest = new NormaliseRectifyPool(n, width, block.Filters, Pool(block));
            var result = empty(n, 1, rest.PooledWidth, block.Filters);
            rest.Forward(FlatVector.Span(stored), Values(i, "weight"), Values(i, "bias"), Values(i, "mean"), Values(i, "variance"), TorchNetwork.Momentum, FlatVector.Span(result), threads);
            maps = result.permute(0, 3, 1, 2).requires_grad_();
            links.Add(new(convolved, stored, rest, maps));
        }
        return drop(maps, description.Blocks[^1].Dropout).squeeze(2);
    }

    /// <summary>Takes the slopes back through the blocks, after the graph that the loss ends has given the last maps theirs.</summary>
    public void Backward()
    {
        var threads = get_num_threads();
        for (var i = links.Count - 1; i >= 0; i--)
        {
            var link = links[i];
            var above = link.Result.grad!.permute(0, 2, 3, 1).contiguous();
            var slope = empty(link.Stored.shape);
            link.Rest.Backward(FlatVector.Span(link.Stored), FlatVector.Span(above), Slopes(i, "weight"), Slopes(i, "bias"), FlatVector.Span(slope), threads);
            link.Convolved.backward([slope.permute(0, 3, 1, 2)]);
        }
        links.Clear();
    }

    static int Pool(ConvolutionBlock block) => block.Pooling == Pooling.None ? 1 : block.Pool;

    Tensor Convolve(Tensor maps, ConvolutionBlock block, string name)
    {
        var (before, after) = TorchNetwork.Padding(block);
        if (before != after)
        {
            maps = functional.pad(maps, [before, after]);
            before = 0;
        }
        return functional.conv2d(maps, parameters[$"{name}.weight"].unsqueeze(2), parameters[$"{name}.bias"], [1, block.Stride], [0, before]);
    }

    Span<float> Values(int block, string part) => FlatVector.Span(parameters[$"blocks.{block}.norm.{part}"]);

    Span<float> Slopes(int block, string part) => FlatVector.Span(parameters.Gradient($"blocks.{block}.norm.{part}"));

    /// <param name="Convolved">End of the graph of the convolution.</param>
    /// <param name="Stored">Its values, shape (n, 1, width, filters).</param>
    /// <param name="Rest">What was done to them.</param>
    /// <param name="Result">What came out: start of the next graph.</param>
    sealed record Link(Tensor Convolved, Tensor Stored, NormaliseRectifyPool Rest, Tensor Result);
}
