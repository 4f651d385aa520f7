using System.Numerics.Tensors;
using System.Text.Json;
using Whiteline.Hdf5;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Peers;

/// <summary>A spectrum image here and in HyperSpy: opened and averaged, its background subtracted, its plural scattering taken out, its principal components taken with Poisson weights.</summary>
static class ImageAgainstHyperSpy
{
    const int Threads = 2, Turns = 3, Side = 96, Components = 8, Signal = 3;

    static readonly Seed Seed = new(0);
    static readonly StepContext Context = new("phantom.hspy", Seed, Threads);

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("whiteline-peers-");
        try
        {
            var file = Path.Combine(folder.FullName, "phantom.hspy");
            // A film: no vacuum, where a background has nothing to be fitted to.
            var options = new PhantomImageOptions(PhantomKind.Gradient) { Rows = Side, Columns = Side };
            new HspyFormat().Write(file, [PhantomImage.Make(options, Seed, Threads).ToSignal()]);
            var (lowFile, low) = (Path.Combine(folder.FullName, "low.hspy"), PhantomLowLoss.Make(options, Seed, Threads));
            new HspyFormat().Write(lowFile, [low.ToSignal()]);
            using var peer = new PythonPeer("hyperspy_peer.py", file);
            using var signal = new HspyFormat().Open(file)[0];
            var image = SpectrumImage.From(signal, file);
            var rows = new float[image.Count * image.Axis.Count];
            image.Read(0, image.Count, rows);
            Console.WriteLine($"{Side} × {Side} pixels, {image.Axis.Count} channels; {Threads} threads here, HyperSpy {peer.Ask("version").GetProperty("version").GetString()}");
            Comparison.Head("HyperSpy");
            Comparison.Run("open, and average all spectra", Turns, () => Average(file), () => peer.Ask("mean"));
            SubtractBackground(image, rows, peer);
            TakeOutPluralScattering(image, rows, low, lowFile, peer);
            TakeComponents(image, rows, peer);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Average(string file)
    {
        using var signal = new HspyFormat().Open(file)[0];
        _ = MeanSpectrum.Of(SpectrumImage.From(signal, file), Context);
    }

    // The power law by two areas of the window (fast) and by least squares of each spectrum: the peer has both.
    static void SubtractBackground(SpectrumImage image, float[] rows, PythonPeer peer)
    {
        var window = Edge.MnL23.BackgroundWindow;
        var left = new float[rows.Length];
        var memory = new SpectrumImage(Side, Side, image.Axis, new MemorySampleSource(rows));
        void Ours() => new Recipe(new PowerLawBackground(window)).Prepare(memory, Context).Read(0, memory.Count, left);
        double Left() => TensorPrimitives.Average<float>([.. Enumerable.Range(0, memory.Count).SelectMany(i => left.AsSpan(i * image.Axis.Count, image.Axis.Count)[image.Axis.ChannelsIn(window)].ToArray())]);
        foreach (var (work, turns) in new[] { ("areas", Turns), ("squares", 1) })
        {
            JsonElement answer = default;
            Comparison.Run($"power-law background, HyperSpy by {work}", turns, Ours, () => answer = peer.Ask(JsonSerializer.Serialize(new { background = work, from = window.FromEv, to = window.ToEv })));
            Console.WriteLine(FormattableString.Invariant($"    mean left in the window: {Left():0.0000;-0.0000;0.0000} here, {answer.GetProperty("left").GetDouble():0.0000} there"));
        }
    }

    // Both begin with the edge without its background and with the low loss in memory.
    static void TakeOutPluralScattering(SpectrumImage image, float[] rows, SpectrumImage low, string lowFile, PythonPeer peer)
    {
        var window = Edge.MnL23.BackgroundWindow;
        var net = new Recipe(new PowerLawBackground(window), new Crop(new(window.FromEv, image.Axis.LastEv))).Prepare(new SpectrumImage(Side, Side, image.Axis, new MemorySampleSource(rows)), Context);
        var (samples, lowSamples) = (net.ReadBlock(0, net.Count).Intensity, new float[low.Count * low.Axis.Count]);
        low.Read(0, low.Count, lowSamples);
        var single = new float[samples.Length];
        // New each time: what a low loss tells is remembered for as long as it lives.
        void Ours() => new Recipe(new Deconvolution()).Prepare(
            new SpectrumImage(Side, Side, net.Axis, new MemorySampleSource(samples)),
            Context with { LowLoss = new SpectrumImage(Side, Side, low.Axis, new MemorySampleSource(lowSamples)) }).Read(0, net.Count, single);
        Comparison.Run("plural scattering, HyperSpy by Fourier ratio", Turns, Ours, () => peer.Ask(JsonSerializer.Serialize(new { low = lowFile, from = window.FromEv, to = window.ToEv })));
    }

    static void TakeComponents(SpectrumImage image, float[] rows, PythonPeer peer)
    {
        foreach (var solver in (string[])["randomized", "full"])
        {
            Pca? ours = null;
            JsonElement answer = default;
            Comparison.Run($"{Components} components, Poisson weights, HyperSpy {solver}", 1, () => ours = Pca.Fit(rows, image.Axis.Count, new(Components, PoissonWeighted: true), Seed, Threads), () => answer = peer.Ask(JsonSerializer.Serialize(new { solver, components = Components })));
            var theirs = answer.GetProperty("ratios").EnumerateArray().Select(ratio => ratio.GetDouble()).ToArray();
            // The components of the signal, against the first: the peer's ratios are of what its solver found, ours of all there is; those of the noise are alike, and no randomised way tells them apart.
            var worst = theirs.Take(Signal).Select((their, k) => Math.Abs(their / theirs[0] * ours!.Scree[0] / ours.Scree[k] - 1)).Max();
            Console.WriteLine(FormattableString.Invariant($"    variances of the first {Signal} differ by at most {100 * worst:0.000} %"));
        }
    }
}
