using Whiteline.Numerics;
using Whiteline.Spectra;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>What one step is shown: real spectra, and all the random numbers of as many made ones of the same labels.</summary>
/// <param name="Real">Shape (n, channels).</param>
/// <param name="Labels">1 at the class, shape (n, classes).</param>
/// <param name="Classes">Index of the class, int64, shape (n).</param>
/// <param name="Inputs">What enters the generator, shape (n, inputs).</param>
/// <param name="Latents">Latent numbers, padded, shape (n, latents).</param>
/// <param name="Noise">Unit noise, shape (n, channels).</param>
/// <param name="OnGrid">1 at the class of a made spectrum that lies on the coarser grid of that class, shape (n, classes).</param>
/// <param name="Ends">Minimum and maximum of the real spectrum that each made one starts from, shape (n, 2).</param>
/// <param name="Mix">Where between real and made the slope is taken, shape (n, 1).</param>
sealed record GanBatch(Tensor Real, Tensor Labels, Tensor Classes, Tensor Inputs, Tensor Latents, Tensor Noise, Tensor OnGrid, Tensor Ends, Tensor Mix);

/// <summary>Draws batches: all of one follows from its seed.</summary>
sealed class GanBatches(LabeledSpectra real, SpectrumModel model, GeneratorInput input, HeldOutSpectra split, int size, Device device)
{
    /// <summary>The batch of a seed; every class is drawn equally often.</summary>
    public GanBatch Draw(Seed seed)
    {
        var random = seed.Random();
        var (shape, channels) = (input.Shape, model.Channels);
        var spectra = new float[size * channels];
        var labels = new float[size * shape.Classes];
        var classes = new long[size];
        var inputs = new float[size * shape.Inputs];
        var latents = new float[size * shape.Latents];
        var noise = new float[size * channels];
        var onGrid = new float[size * shape.Classes];
        var ends = new float[size * 2];
        var mix = new float[size];
        for (var i = 0; i < size; i++)
        {
            var label = i % shape.Classes;
            var own = model.Classes[label];
            real[split.Training[label][random.NextInt32(split.Training[label].Length)].Row].CopyTo(spectra.AsSpan(i * channels));
            labels[i * shape.Classes + label] = 1;
            classes[i] = label;
            var latent = new float[own.Size];
            var parent = split.Priors[label].Draw(random, latent);
            var padded = latents.AsSpan(i * shape.Latents, shape.Latents);
            GeneratorInput.Pad(latent, padded);
            input.Write(label, padded, random, inputs.AsSpan(i * shape.Inputs, shape.Inputs));
            own.Noise.Draw(parent, random, noise.AsSpan(i * channels, channels));
            if (own.Grid.Holds(parent)) onGrid[i * shape.Classes + label] = 1;
            (ends[2 * i], ends[2 * i + 1]) = own.Ends[parent];
            mix[i] = (float)random.NextDouble();
        }
        return new(On(spectra, channels), On(labels, shape.Classes), tensor(classes).to(device), On(inputs, shape.Inputs), On(latents, shape.Latents), On(noise, channels), On(onGrid, shape.Classes), On(ends, 2), On(mix, 1));

        Tensor On(float[] values, int width) => tensor(values, [size, width]).to(device);
    }
}
