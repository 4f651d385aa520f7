using BenchmarkDotNet.Attributes;
using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Benchmarks;

/// <summary>Training on 1,000 simulated spectra of five classes and 300 channels, and predicting as many, on two threads.</summary>
[MemoryDiagnoser]
public class SvmBenchmarks
{
    static readonly string[] Labels = ["Fe2+", "Fe2.67+", "Mn2+", "Mn3+", "Mn4+"];

    LabeledSpectra spectra = null!;
    IClassifier classifier = null!;
    double[] probabilities = null!;

    [Params(KernelKind.Rbf, KernelKind.Cosine)]
    public KernelKind Kernel { get; set; }

    [Params(false, true)]
    public bool DenoisedView { get; set; }

    [GlobalSetup]
    public void Simulate()
    {
        var options = new PhantomDatasetOptions([.. Labels.Select(label => new KeyValuePair<string, int>(label, 200))])
        {
            Axis = new(632, 0.33, 300),
            Conditions = new() { Dose = 50, Background = 0 },
        };
        spectra = PhantomDataset.Make(options, new Seed(0), threads: 2);
        classifier = Train();
        probabilities = new double[spectra.Count * Labels.Length];
    }

    [Benchmark]
    public IClassifier Train() => new SvmTrainer(new(Kernel, Probability: false) { Denoised = DenoisedView ? new() : null }).Train(spectra, new(new Seed(0), Threads: 2));

    [Benchmark]
    public void Predict() => classifier.Predict(spectra.Intensity.Span, probabilities);
}
