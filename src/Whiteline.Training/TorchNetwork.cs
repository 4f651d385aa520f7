using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training;

/// <summary>
/// The forward pass of a described network in libtorch, with gradients. Convolution is cross-correlation; batch normalisation keeps
/// running statistics with a momentum of 0.1 (Ioffe and Szegedy, 2015). Dropout draws from a generator of its own and not from
/// libtorch's global one, so that networks trained side by side cannot change each other's masks.
/// </summary>
sealed class TorchNetwork : IDisposable
{
    const double Momentum = 0.1;
    const double Leak = 0.01;

    readonly NetworkDescription description;
    readonly Generator masks;

    public TorchNetwork(NetworkDescription description, int channels, int classes, Device device)
    {
        this.description = description;
        Channels = channels;
        Classes = classes;
        Parameters = new(description, channels, classes, device);
        masks = new(0, device);
    }

    public int Channels { get; }

    public int Classes { get; }

    public FlatParameters Parameters { get; }

    /// <summary>Starts the dropout masks that belong to the seed.</summary>
    public void SeedMasks(Seed seed) => masks.manual_seed(unchecked((long)seed.Value));

    /// <summary>Logits of standardised spectra.</summary>
    /// <param name="spectra">Shape (n, channels).</param>
    /// <param name="training">True for statistics of the batch and dropout; false for running statistics and none.</param>
    /// <returns>Shape (n, classes).</returns>
    public Tensor Forward(Tensor spectra, bool training)
    {
        var x = spectra;
        if (description.Blocks.Count > 0)
        {
            x = x.unsqueeze(1);
            for (var i = 0; i < description.Blocks.Count; i++) x = Block(x, description.Blocks[i], $"blocks.{i}", training);
            if (description.Head == NetworkHead.ClassMaps)
                return Normalise(functional.conv1d(x, Parameters["output.weight"].unsqueeze(2), Parameters["output.bias"]), "output", training).mean([2]);
            x = description.Head == NetworkHead.GlobalAverage ? x.mean([2]) : x.flatten(1);
        }
        for (var i = 0; i < description.Dense.Count; i++)
        {
            var layer = description.Dense[i];
            x = functional.linear(x, Parameters[$"dense.{i}.weight"], Parameters[$"dense.{i}.bias"]);
            x = Drop(Bend(x, layer.Activation, layer.Normalisation, $"dense.{i}", training), layer.Dropout, training);
        }
        return functional.linear(x, Parameters["output.weight"], Parameters["output.bias"]);
    }

    public void Dispose()
    {
        Parameters.Dispose();
        masks.Dispose();
    }

    Tensor Block(Tensor x, ConvolutionBlock block, string name, bool training)
    {
        var before = block.Padded ? (block.Kernel - 1) / 2 : 0;
        var after = block.Padded ? block.Kernel - 1 - before : 0;
        if (before != after)
        {
            x = functional.pad(x, [before, after]);
            before = 0;
        }
        x = functional.conv1d(x, Parameters[$"{name}.weight"], Parameters[$"{name}.bias"], block.Stride, before);
        x = Bend(x, block.Activation, block.Normalisation, name, training);
        if (block.Pooling == Pooling.Max && block.Pool > 1) x = functional.max_pool1d(x, block.Pool, block.Pool);
        if (block.Pooling == Pooling.Average && block.Pool > 1) x = functional.avg_pool1d(x, block.Pool, block.Pool);
        return Drop(x, block.Dropout, training);
    }

    Tensor Bend(Tensor x, Activation activation, BatchNormalisation normalisation, string name, bool training)
    {
        if (normalisation == BatchNormalisation.BeforeActivation) x = Normalise(x, name, training);
        x = activation switch
        {
            Activation.Relu => x.relu(),
            Activation.LeakyRelu => x.leaky_relu(Leak),
            Activation.Elu => x.elu(),
            Activation.Silu => x.silu(),
            Activation.Tanh => x.tanh(),
            _ => throw new ArgumentOutOfRangeException(nameof(activation)),
        };
        return normalisation == BatchNormalisation.AfterActivation ? Normalise(x, name, training) : x;
    }

    Tensor Normalise(Tensor x, string name, bool training) => functional.batch_norm(
        x, Parameters[$"{name}.norm.mean"], Parameters[$"{name}.norm.variance"], Parameters[$"{name}.norm.weight"], Parameters[$"{name}.norm.bias"],
        training, Momentum, NetworkLayout.Epsilon);

    Tensor Drop(Tensor x, double share, bool training)
    {
        if (!training || share == 0) return x;
        using var _ = no_grad();
        var mask = empty_like(x).bernoulli_(1 - share, masks).div_(1 - share);
        using var gradients = enable_grad();
        return x.mul(mask);
    }
}
