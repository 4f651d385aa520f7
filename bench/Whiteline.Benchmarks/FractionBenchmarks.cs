using BenchmarkDotNet.Attributes;
using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.Simulation;

namespace Whiteline.Benchmarks;

/// <summary>Fractions of a map of 64 × 64 pixels of 1,240 channels by least squares, with all intervals, on two threads.</summary>
[MemoryDiagnoser]
public class FractionBenchmarks
{
    PhantomImage phantom = null!;
    ReferenceSet references = null!;

    [Params(false, true)]
    public bool Vary { get; set; }

    [GlobalSetup]
    public void Simulate()
    {
        phantom = PhantomImage.Make(new(PhantomKind.Gradient), new Seed(0), threads: 2);
        references = SimulatedReferences.Of(phantom.Classes, Vary ? null : ShapeVariation.None);
    }

    [Benchmark]
    public FractionResult Map() => FractionAnalysis.Run(phantom.Image, new(references), new("phantom", new Seed(0), 2));
}
