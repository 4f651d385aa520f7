using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training;

/// <summary>
/// The forward pass of a described network in libtorch, with gradients. Convolution is cross-correlation; batch normalisation keeps
/// running statistics with a momentum of 0.1 (Ioffe and Szegedy, 2015).
/// </summary>
sealed class TorchNetwork : IDisposable
{
    /// <summary>Share of a batch in the running statistics of batch normalisation.</summary>
    public const double Momentum = 0.1;

    const double Leak = 0.01;

    readonly NetworkDescription description;
    readonly DropoutMasks masks;
    readonly ConvolutionChain? chain;

    /// <summary>Allocates the network.</summary>
    /// <param name="description">The architecture.</param>
    /// <param name="channels">Channels of a prepared spectrum.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="device">Where it is kept.</param>
    /// <param name="plain">True to leave all to libtorch: the reference that the faster way is tested against.</param>
    public TorchNetwork(NetworkDescription description, int channels, int classes, Device device, bool plain = false)
    {
        this.description = description;
        Channels = channels;
        Classes = classes;
        Parameters = new(description, channels, classes, device);
        masks = new(device);
        if (!plain && ConvolutionChain.Fits(description, device)) chain = new(description, Parameters);
    }

    public int Channels { get; }

    public int Classes { get; }

    public FlatParameters Parameters { get; }

    /// <summary>Starts the dropout masks that belong to the seed.</summary>
    public void SeedMasks(Seed seed) => masks.Start(seed);

    /// <summary>Logits of standardised spectra.</summary>
    /// <param name="spectra">Shape (n, channels).</param>
    /// <param name="training">True for statistics of the batch and dropout; false for running statistics and none.</param>
    /// <returns>Shape (n, classes).</returns>
    public Tensor Forward(Tensor spectra, bool training)
    {
        var x = spectra;
        if (training && chain is not null) x = Join(chain.Forward(x, (maps, share) => Drop(maps, share, training)));
        else if (description.Blocks.Count > 0)
        {
            x = x.unsqueeze(1);
            for (var i = 0; i < description.Blocks.Count; i++) x = Block(x, description.Blocks[i], $"blocks.{i}", training);
            if (description.Head == NetworkHead.ClassMaps)
                return Normalise(Biased(Convolution.OfPadded(x, Parameters["output.weight"].unsqueeze(2)), "output"), "output", training).mean([2]);
            x = Join(x);
        }
        for (var i = 0; i < description.Dense.Count; i++)
        {
            var layer = description.Dense[i];
            x = functional.linear(x, Parameters[$"dense.{i}.weight"], Parameters[$"dense.{i}.bias"]);
            x = Drop(Bend(x, layer.Activation, layer.Normalisation, $"dense.{i}", training), layer.Dropout, training);
        }
        return functional.linear(x, Parameters["output.weight"], Parameters["output.bias"]);
    }

    /// <summary>Adds the gradients of a loss that <see cref="Forward"/> in training led to.</summary>
    public void Backward(Tensor loss)
    {
        loss.backward();
        chain?.Backward();
    }

    /// <summary>Zeros in front of a map and behind it.</summary>
    public static (int Before, int After) Padding(ConvolutionBlock block) => block.Padded ? ((block.Kernel - 1) / 2, block.Kernel / 2) : (0, 0);

    public void Dispose()
    {
        Parameters.Dispose();
        masks.Dispose();
    }

    Tensor Join(Tensor maps) => description.Head == NetworkHead.GlobalAverage ? maps.mean([2]) : maps.flatten(1);

    Tensor Block(Tensor x, ConvolutionBlock block, string name, bool training)
    {
        var (before, after) = Padding(block);
        if (before + after > 0) x = functional.pad(x, [before, after]);
        x = Biased(Convolution.OfPadded(x, Parameters[$"{name}.weight"], block.Stride), name);
        x = Bend(x, block.Activation, block.Normalisation, name, training);
        if (block.Pooling == Pooling.Max && block.Pool > 1) x = functional.max_pool1d(x, block.Pool, block.Pool);
        if (block.Pooling == Pooling.Average && block.Pool > 1) x = functional.avg_pool1d(x, block.Pool, block.Pool);
        return Drop(x, block.Dropout, training);
    }

    Tensor Biased(Tensor maps, string name) => maps.add(Parameters[$"{name}.bias"].unsqueeze(1), Number.One);

    Tensor Bend(Tensor x, Activation activation, BatchNormalisation normalisation, string name, bool training)
    {
        if (normalisation == BatchNormalisation.BeforeActivation) x = Normalise(x, name, training);
        x = activation switch
        {
            Activation.Relu => x.relu(),
            Activation.LeakyRelu => x.leaky_relu(Number.Of(Leak)),
            Activation.Elu => x.elu(Number.Of(1), Number.Of(1), Number.Of(1)),
            Activation.Silu => x.silu(),
            Activation.Tanh => x.tanh(),
            _ => throw new ArgumentOutOfRangeException(nameof(activation)),
        };
        return normalisation == BatchNormalisation.AfterActivation ? Normalise(x, name, training) : x;
    }

    Tensor Normalise(Tensor x, string name, bool training) => functional.batch_norm(
        x, Parameters[$"{name}.norm.mean"], Parameters[$"{name}.norm.variance"], Parameters[$"{name}.norm.weight"], Parameters[$"{name}.norm.bias"],
        training, Momentum, NetworkLayout.Epsilon);

    Tensor Drop(Tensor x, double share, bool training) => training && share > 0 ? x.mul(masks.Like(x, share)) : x;
}
