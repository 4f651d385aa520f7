using Whiteline.Numerics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training.Generative;

/// <summary>
/// A conditional variational autoencoder (Kingma and Welling, ICLR 2014; Sohn, Lee and Yan, NIPS 2015) of the latent numbers of clean spectra. The width
/// of the decoder's distribution is learned (Rybkin, Daniilidis and Levine, ICML 2021), so what is drawn has the spread of the data.
/// </summary>
sealed class VaeNetwork : IDisposable
{
    const double LeastLogWidth = -3;

    readonly int size;
    readonly int code;
    readonly Tensor labels;

    /// <param name="size">Latent numbers of a spectrum, padded.</param>
    /// <param name="classes">Number of labels.</param>
    /// <param name="options">Code and hidden layers.</param>
    /// <param name="seed">Start.</param>
    /// <param name="device">Where it is kept.</param>
    public VaeNetwork(int size, int classes, VaeOptions options, Seed seed, Device device)
    {
        (this.size, code) = (size, options.Latent);
        Parameters = new(Layout(size, classes, options), device);
        labels = eye(classes, device: device).DetachFromDisposeScope();
        WeightInitialisation.Fill(Parameters, seed);
    }

    public FlatParameters Parameters { get; }

    /// <summary>Names and shapes of all arrays.</summary>
    public static IReadOnlyList<(string Name, int[] Shape)> Layout(int size, int classes, VaeOptions options) =>
    [
        ("encoder.0.weight", [options.Hidden, size + classes]), ("encoder.0.bias", [options.Hidden]),
        ("encoder.1.weight", [options.Hidden, options.Hidden]), ("encoder.1.bias", [options.Hidden]),
        ("output.code.weight", [2 * options.Latent, options.Hidden]), ("output.code.bias", [2 * options.Latent]),
        ("decoder.0.weight", [options.Hidden, options.Latent + classes]), ("decoder.0.bias", [options.Hidden]),
        ("decoder.1.weight", [options.Hidden, options.Hidden]), ("decoder.1.bias", [options.Hidden]),
        ("output.numbers.weight", [size, options.Hidden]), ("output.numbers.bias", [size]),
        ("width.bias", [size]),
    ];

    /// <summary>Standard deviation of the decoder's distribution from the array that is trained.</summary>
    public static double Width(float trained) => Math.Exp(Math.Max(LeastLogWidth, trained));

    /// <summary>Both parts of the loss, per spectrum: of the reconstruction, and of the code's divergence from the prior.</summary>
    /// <param name="numbers">Standardised latent numbers, shape (n, size).</param>
    /// <param name="present">1 where the class has such a number, shape (n, size).</param>
    /// <param name="classes">Index of the class, shape (n).</param>
    /// <param name="normals">Standard normal numbers, shape (n, code).</param>
    public (Tensor Reconstruction, Tensor Divergence) Losses(Tensor numbers, Tensor present, Tensor classes, Tensor normals)
    {
        var label = labels.index_select(0, classes);
        var hidden = Dense("encoder.1", Dense("encoder.0", cat([numbers, label], 1)).leaky_relu(Number.Of(GeneratorShape.Leak))).leaky_relu(Number.Of(GeneratorShape.Leak));
        var parameters = Dense("output.code", hidden);
        var (mean, logVariance) = (parameters.narrow(1, 0, code), parameters.narrow(1, code, code).clamp(Number.Of(-10), Number.Of(10)));
        var drawn = mean.add(logVariance.mul(Number.Of(0.5)).exp().mul(normals), Number.One);
        var decoded = Dense("decoder.1", Dense("decoder.0", cat([drawn, label], 1)).leaky_relu(Number.Of(GeneratorShape.Leak))).leaky_relu(Number.Of(GeneratorShape.Leak));
        var logWidth = Parameters["width.bias"].clamp_min(Number.Of(LeastLogWidth));
        var misfit = numbers.sub(Dense("output.numbers", decoded)).div(logWidth.exp()).pow(Number.Of(2)).mul(Number.Of(0.5)).add(logWidth, Number.One).mul(present);
        var divergence = mean.pow(Number.Of(2)).add(logVariance.exp(), Number.One).sub(logVariance).sub(Number.Of(1)).mul(Number.Of(0.5));
        return (misfit.sum(1).mean(), divergence.sum(1).mean());
    }

    public void Dispose()
    {
        Parameters.Dispose();
        labels.Dispose();
    }

    Tensor Dense(string name, Tensor input) => functional.linear(input, Parameters[$"{name}.weight"], Parameters[$"{name}.bias"]);
}
