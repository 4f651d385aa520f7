using Whiteline.Numerics;
using Whiteline.Training.Generative;
using static TorchSharp.torch;

namespace Whiteline.Training.Tests.Generative;

public sealed class GeneratorNetworkTests
{
    static readonly GeneratorShape Shape = new(2, 3, 4, 45, 8);

    [Fact]
    public void A_new_generator_corrects_nothing()
    {
        using var scope = NewDisposeScope();
        using var network = new GeneratorNetwork(Shape, new Seed(1), CPU);

        var (correction, spectrum) = network.Forward(randn(3, Shape.Inputs));

        Assert.Equal(0, correction.abs().max().item<float>());
        Assert.Equal(0, spectrum.abs().max().item<float>());
    }

    [Fact]
    public void Plain_code_makes_what_libtorch_makes()
    {
        using var scope = NewDisposeScope();
        using var network = new GeneratorNetwork(Shape, new Seed(1), CPU);
        var random = new Seed(2).Random();
        var values = new float[network.Parameters.Values.numel()];
        for (var i = 0; i < values.Length; i++) values[i] = (float)(0.2 * random.NextNormal());
        FlatVector.Write(network.Parameters.Values, values);
        float[] input = [.. Enumerable.Range(0, Shape.Inputs).Select(_ => (float)random.NextNormal())], correction = new float[Shape.Latents], spectrum = new float[Shape.Channels];

        var (expectedCorrection, expectedSpectrum) = network.Forward(tensor(input, [1, Shape.Inputs]));
        new GeneratorPass(Shape, new(Shape.Layout, values)).Forward(input, correction, spectrum);

        Assert.All(expectedCorrection.data<float>().ToArray().Zip(correction), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.All(expectedSpectrum.data<float>().ToArray().Zip(spectrum), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("maximum")]
    [InlineData("both ends")]
    [InlineData("range")]
    [InlineData("maximum", true)]
    public void Libtorch_records_what_plain_code_records(string pinned, bool interpolated = false)
    {
        using var scope = NewDisposeScope();
        var measured = MeasuredLike.Set(20, pinned: false);
        var set = MeasuredLike.Pinned(interpolated ? MeasuredLike.HalfInterpolated(measured) : measured, pinned);
        var model = SpectrumModel.Fit(set, CancellationToken.None);
        Assert.All(model.Classes, own => Assert.Equal(new PinnedScale(pinned is "maximum" or "both ends", pinned == "both ends", pinned == "range"), own.Scale));
        var input = new GeneratorInput(model, 4, 8);
        var split = HeldOutSpectra.Of(set, model, [0.7, 0.7], 0.2, new Seed(1));
        using var recorder = new TorchRecorder(model, input, CPU);
        var batch = new GanBatches(set, model, input, split, 6, CPU).Draw(new Seed(4));

        using var recorded = recorder.Record(batch, (zeros(6, input.Shape.Latents), zeros(6, model.Channels)));

        var latents = batch.Latents.data<float>().ToArray();
        var noise = batch.Noise.data<float>().ToArray();
        var ends = batch.Ends.data<float>().ToArray();
        var onGrid = batch.OnGrid.data<float>().ToArray();
        Assert.Equal(interpolated, onGrid.Any(on => on == 1));
        for (var i = 0; i < 6; i++)
        {
            var own = model.Classes[i % 2];
            var padded = latents.AsSpan(i * input.Shape.Latents, input.Shape.Latents);
            var clean = ShiftedSpectrum.Of(own.Basis.Spectrum(padded[..own.Basis.Components.Length]), padded[^2]);
            var deviation = new float[model.Channels];
            own.Profile.Write(clean, 1, deviation);
            for (var c = 0; c < clean.Length; c++) clean[c] += (float)Math.Exp(padded[^1]) * deviation[c] * noise[i * clean.Length + c];
            // The first of each class is one of those on the grid.
            if (onGrid[2 * i + i % 2] == 1) own.Grid.Apply(0, clean);
            own.Scale.Apply(clean, ends[2 * i], ends[2 * i + 1]);
            Assert.All(recorded[i].data<float>().ToArray().Zip(clean), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }
}
