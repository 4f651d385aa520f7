using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Peers;

/// <summary>One RBF fit, the prediction of 262,144 spectra, and the published grid of 880 fits, here and by scikit-learn.</summary>
static class SvmAgainstScikitLearn
{
    const int Threads = 2, Many = 262_144;

    static readonly Seed Seed = new(1);

    // The grid of the founding study.
    static readonly double[] C = [1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4];
    static readonly double[] Gamma = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4];

    public static int Run() => WithPeer(Many, (set, many, peer) =>
    {
        var trainer = new SvmTrainer(new(KernelKind.Rbf, C: 10, Gamma: 0.1, Weighting: ClassWeighting.Balanced, Probability: false));
        SvmClassifier svm = null!;
        Comparison.Run("fit, RBF, C = 10, γ = 0.1", 5, () => svm = (SvmClassifier)trainer.Train(set, new(Seed, Threads)), () => peer.Ask("fit"));
        var labels = new int[Many];
        Comparison.Run($"predict {Many} spectra, {svm.SupportVectors.Length / svm.Channels} support vectors", 1, () => svm.Label(many, labels, Threads), () => peer.Ask("predict"));
        Console.WriteLine(FormattableString.Invariant($"  equal labels: {Agreement(set.Classes, labels, peer):0.0000}"));
    });

    public static int RunGrid() => WithPeer(0, (set, _, peer) =>
    {
        var kernels = Gamma.Select(gamma => new SvmKernel(KernelKind.Rbf, gamma)).ToArray();
        SvmGridResult result = null!;
        JsonElement answer = default;
        Comparison.Run(
            $"grid, {C.Length} C × {Gamma.Length} γ × 10 folds",
            1,
            () => result = new SvmGrid(kernels, C, Folds: 10, Weighting: ClassWeighting.Balanced).Run(set, new(Seed, Threads)),
            () => answer = peer.Ask("grid"));
        Console.WriteLine(FormattableString.Invariant(
            $"  best accuracy: {result.Best.Accuracy:0.0000} (C = {result.Best.C:G4}, γ = {result.Best.Kernel.Gamma:G4}) here, {answer.GetProperty("best").GetDouble():0.0000} ({answer.GetProperty("at").GetString()}) there"));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant($"  peak memory here: {process.PeakWorkingSet64 / 1e9:0.00} GB"));
    });

    static int WithPeer(int many, Action<LabeledSpectra, float[], PythonPeer> compare)
    {
        var set = FoundingStudy.Make(Seed);
        var more = FoundingStudy.Many(set, many, Seed);
        var folder = Directory.CreateTempSubdirectory("whiteline-peers-");
        try
        {
            string file = Path.Combine(folder.FullName, "founding.npz"), moreFile = Path.Combine(folder.FullName, "many.f32");
            LabeledSpectraFile.Write(file, set);
            using (var stream = File.Create(moreFile)) stream.Write(MemoryMarshal.AsBytes<float>(more));
            using var peer = new PythonPeer("svm.py", file, moreFile);
            Console.WriteLine($"{set.Count} spectra, {set.Axis.Count} channels, {set.Classes.Count} classes; {Threads} threads here, scikit-learn {peer.Ask("version").GetProperty("version").GetString()}");
            Comparison.Head("scikit-learn");
            compare(set, more, peer);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static double Agreement(IReadOnlyList<string> classes, int[] labels, PythonPeer peer)
    {
        var theirs = peer.Ask("labels").GetProperty("labels").EnumerateArray().Select(label => label.GetString()).ToArray();
        return Enumerable.Range(0, theirs.Length).Count(i => theirs[i] == classes[labels[i]]) / (double)theirs.Length;
    }
}
