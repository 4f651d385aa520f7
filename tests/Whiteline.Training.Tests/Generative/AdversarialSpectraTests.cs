using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class AdversarialSpectraTests
{
    static readonly SpectrumModel Model = SpectrumModel.Fit(MeasuredLike.Set(40), CancellationToken.None);

    [Fact]
    public void What_the_corrections_are_taken_about_follows_from_the_seed()
    {
        Assert.Equal(Clean(new Seed(1)), Clean(new Seed(1)));
        Assert.NotEqual(Clean(new Seed(1)), Clean(new Seed(2)));
    }

    static float[] Clean(Seed seed)
    {
        var input = new GeneratorInput(Model, 3, 8);
        LatentPrior[] priors = [.. Model.Classes.Select(own => new LatentPrior(own, [.. Enumerable.Range(0, own.Latents.Length)], 0.5))];
        using var network = new GeneratorNetwork(input.Shape, new Seed(1), TorchSharp.torch.CPU);
        // A new network corrects nothing: this one has learned something at random.
        var random = new Seed(2).Random();
        float[] values = [.. Enumerable.Range(0, (int)network.Parameters.Values.numel()).Select(_ => (float)(0.3 * random.NextNormal()))];
        var clean = new float[MeasuredLike.Channels];
        new AdversarialSpectra(Model, priors, input, new(input.Shape.Layout, values), seed).Draw(0, 0, new Seed(3).Random(), clean);
        return clean;
    }
}
