using Whiteline.Numerics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training.Generative;

/// <summary>The generator network in libtorch, with gradients.</summary>
sealed class GeneratorNetwork : IDisposable
{
    readonly GeneratorShape shape;

    /// <summary>Draws a start that corrects nothing: what is made first is what the linear model makes.</summary>
    public GeneratorNetwork(GeneratorShape shape, Seed seed, Device device)
    {
        this.shape = shape;
        Parameters = new(shape.Layout, device);
        WeightInitialisation.Fill(Parameters, seed);
        using var _ = no_grad();
        foreach (var name in (string[])["correction.weight", "output.weight"])
        {
            using var view = Parameters[name].detach();
            view.zero_();
        }
    }

    public FlatParameters Parameters { get; }

    /// <summary>Corrections of latent numbers, shape (n, latents), and of clean spectra, shape (n, channels).</summary>
    /// <param name="inputs">Shape (n, inputs).</param>
    public (Tensor Correction, Tensor Spectrum) Forward(Tensor inputs)
    {
        var hidden = Dense("dense.1", Dense("dense.0", inputs).leaky_relu(Number.Of(GeneratorShape.Leak))).leaky_relu(Number.Of(GeneratorShape.Leak));
        var maps = Dense("maps", hidden).leaky_relu(Number.Of(GeneratorShape.Leak)).view(-1, shape.Width, shape.Base);
        for (var stage = 0; stage < GeneratorShape.Stages; stage++)
        {
            maps = functional.interpolate(maps, scale_factor: [2], mode: InterpolationMode.Linear, align_corners: false);
            maps = Convolved($"stages.{stage}", maps).leaky_relu(Number.Of(GeneratorShape.Leak));
        }
        var output = Convolved("output", maps);
        return (Dense("correction", hidden), output.squeeze(1).narrow(1, 0, shape.Channels));
    }

    public void Dispose() => Parameters.Dispose();

    Tensor Convolved(string name, Tensor maps) => Convolution.Of(maps, Parameters[$"{name}.weight"]).add(Parameters[$"{name}.bias"].unsqueeze(1), Number.One);

    Tensor Dense(string name, Tensor input) => functional.linear(input, Parameters[$"{name}.weight"], Parameters[$"{name}.bias"]);
}
