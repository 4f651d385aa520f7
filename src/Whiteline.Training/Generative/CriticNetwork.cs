using Whiteline.Numerics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training.Generative;

/// <summary>
/// The critic: convolutions of stride 2 over the spectrum and its first derivative (the derivative helps a critic of spectra; Li and Zhao,
/// 2025), the standard deviation over the batch as one more map (Karras et al., ICLR 2018), a dense layer, and the label by projection (Miyato and Koyama,
/// ICLR 2018).
/// </summary>
sealed class CriticNetwork : IDisposable
{
    const int Kernel = 5;
    const int Stages = 4;
    const int Hidden = 64;
    const double Leak = 0.2;
    const int PowerIterations = 5;
    const double Least = 1e-8;

    readonly bool spectralNormalisation;
    readonly float mean;
    readonly float scale;

    /// <param name="channels">Channels of a spectrum.</param>
    /// <param name="classes">Number of labels.</param>
    /// <param name="options">Width and spectral normalisation are used.</param>
    /// <param name="mean">Mean intensity of the real spectra.</param>
    /// <param name="scale">Standard deviation of their intensities.</param>
    /// <param name="seed">Start.</param>
    /// <param name="device">Where it is kept.</param>
    public CriticNetwork(int channels, int classes, GanOptions options, float mean, float scale, Seed seed, Device device)
    {
        (spectralNormalisation, this.mean, this.scale) = (options.SpectralNormalisation, mean, scale);
        int[] filters = [2, Math.Max(2, options.Width / 2), options.Width, options.Width, options.Width];
        var width = channels;
        var layout = new List<(string, int[])>();
        for (var i = 0; i < Stages; i++)
        {
            layout.Add(($"stages.{i}.weight", [filters[i + 1], filters[i], Kernel]));
            layout.Add(($"stages.{i}.bias", [filters[i + 1]]));
            width = (width + 1) / 2;
        }
        layout.Add(("dense.weight", [Hidden, (filters[^1] + 1) * width]));
        layout.Add(("dense.bias", [Hidden]));
        layout.Add(("output.weight", [1, Hidden]));
        layout.Add(("output.bias", [1]));
        layout.Add(("output.labels.weight", [Hidden, classes]));
        Parameters = new(layout, device);
        WeightInitialisation.Fill(Parameters, seed);
    }

    public FlatParameters Parameters { get; }

    /// <summary>What the critic thinks of spectra: high for real ones.</summary>
    /// <param name="spectra">Shape (n, channels).</param>
    /// <param name="labels">One row a spectrum, 1 at its class: shape (n, classes).</param>
    /// <returns>Shape (n).</returns>
    public Tensor Forward(Tensor spectra, Tensor labels)
    {
        var x = spectra.sub(Number.Of(mean)).div(Number.Of(scale));
        var last = x.shape[1] - 1;
        // The same number of channels in both maps: the last difference is 0.
        var slope = functional.pad(x.narrow(1, 1, last).sub(x.narrow(1, 0, last)), [0, 1]);
        var maps = stack([x, slope], 1);
        for (var i = 0; i < Stages; i++)
            maps = Convolution.Of(maps, Weight($"stages.{i}.weight"), stride: 2).add(Parameters[$"stages.{i}.bias"].unsqueeze(1), Number.One).leaky_relu(Number.Of(Leak));
        var spread = maps.var(0, unbiased: false).add(Number.Of(Least), Number.One).sqrt().mean().expand(maps.shape[0], 1, maps.shape[2]);
        var hidden = functional.linear(cat([maps, spread], 1).flatten(1), Weight("dense.weight"), Parameters["dense.bias"]).leaky_relu(Number.Of(Leak));
        var opinion = functional.linear(hidden, Weight("output.weight"), Parameters["output.bias"]).squeeze(1);
        // A slope near 1 from the start, whatever the number of channels.
        return opinion.add(functional.linear(labels, Weight("output.labels.weight")).mul(hidden).sum(1), Number.One).div(Number.Of(Math.Sqrt(x.shape[1])));
    }

    public void Dispose() => Parameters.Dispose();

    /// <summary>A weight divided by its largest singular value, found by power iterations from a fixed start so that nothing need be remembered.</summary>
    internal static Tensor Normalised(Tensor weight)
    {
        var matrix = weight.flatten(1);
        Tensor left, right;
        using (no_grad())
        {
            right = ones(matrix.shape[1], device: weight.device).div(Number.Of(Math.Sqrt(matrix.shape[1])));
            left = matrix.mv(right);
            for (var i = 0; i < PowerIterations; i++)
            {
                left = left.div(left.norm().add(Number.Of(Least), Number.One));
                right = matrix.t().mv(left);
                right = right.div(right.norm().add(Number.Of(Least), Number.One));
                left = matrix.mv(right);
            }
            left = left.div(left.norm().add(Number.Of(Least), Number.One));
        }
        return weight.div(left.dot(matrix.mv(right)).add(Number.Of(Least), Number.One));
    }

    Tensor Weight(string name) => spectralNormalisation ? Normalised(Parameters[name]) : Parameters[name];
}
