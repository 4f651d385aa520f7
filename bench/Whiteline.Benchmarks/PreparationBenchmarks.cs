using BenchmarkDotNet.Attributes;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Benchmarks;

/// <summary>Preparing 1,024 pixels of 1,240 channels: background, resampling and normalisation, one step at a time and together.</summary>
[MemoryDiagnoser]
public class PreparationBenchmarks
{
    static readonly StepContext Context = new("phantom", new Seed(0));

    SpectrumImage image = null!;
    PreparedSpectra background = null!;
    PreparedSpectra resampled = null!;
    PreparedSpectra whole = null!;

    [GlobalSetup]
    public void Simulate()
    {
        image = PhantomImage.Make(new() { Rows = 32, Columns = 32 }, new Seed(0), threads: 2).Image;
        var subtract = new PowerLawBackground(Edge.FeL23.BackgroundWindow);
        var resample = new Resample(new(700, 0.1, 300));
        background = new Recipe(subtract).Prepare(image, Context);
        resampled = new Recipe(resample).Prepare(image, Context);
        whole = new Recipe(subtract, resample, new Normalisation(Norm.Max)).Prepare(image, Context);
    }

    [Benchmark]
    public SpectrumBlock Background() => background.ReadBlock(0, image.Count);

    [Benchmark]
    public SpectrumBlock Resampling() => resampled.ReadBlock(0, image.Count);

    [Benchmark]
    public SpectrumBlock WholeRecipe() => whole.ReadBlock(0, image.Count);
}
