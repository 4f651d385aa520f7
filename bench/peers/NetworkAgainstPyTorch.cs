using System.Runtime.InteropServices;
using Whiteline.Formats;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Training;

namespace Whiteline.Peers;

/// <summary>The preset <c>cnn</c> here and in PyTorch: seconds per epoch (same data, batch size, optimiser and threads, epoch by epoch in turns), and the labels of 262,144 spectra.</summary>
static class NetworkAgainstPyTorch
{
    const int Threads = 2, Epochs = 6, Many = 262_144;

    public static int Run()
    {
        var set = FoundingStudy.Make(new Seed(1));
        var folder = Directory.CreateTempSubdirectory("whiteline-peers-");
        try
        {
            string file = Path.Combine(folder.FullName, "founding.npz"), moreFile = Path.Combine(folder.FullName, "many.f32");
            LabeledSpectraFile.Write(file, set);
            var many = FoundingStudy.Many(set, Many, new Seed(1));
            using (var stream = File.Create(moreFile)) stream.Write(MemoryMarshal.AsBytes<float>(many));
            using var peer = new PythonPeer("network.py", file, moreFile, "--threads", $"{Threads}");
            Console.WriteLine($"{set.Count} spectra, {set.Axis.Count} channels, {set.Classes.Count} classes; {Threads} threads, batches of 64; PyTorch {peer.Ask("version").GetProperty("version").GetString()}");
            var options = new NetworkOptions(Epochs: Epochs, ValidationShare: 0, Noise: 0, BroadeningEv: 0, Gain: 0, Baseline: 0);
            var turns = new Turns(peer);
            var trained = NetworkTraining.Run(set, NetworkPresets.Cnn, options, new(new Seed(1), Threads), epochs: turns);
            Comparison.Head("PyTorch");
            // The first epoch warms both up.
            Comparison.Print("epoch of the preset cnn", [.. turns.Here.Skip(1)], [.. turns.There.Skip(1)]);
            var network = new NetworkClassifier(set.Classes, set.Axis.Count, NetworkPresets.Cnn, trained.Tensors, trained.InputMean, trained.InputScale, trained.Temperature);
            var probabilities = new double[Many * set.Classes.Count];
            Comparison.Run($"predict {Many} spectra", 3, () => network.Predict(many, probabilities, Threads), () => peer.Ask("predict"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Both are asked for the same epoch, one after the other.
    sealed class Turns(PythonPeer peer) : IProgress<TrainingEpoch>
    {
        double processor = Comparison.Processor();

        public List<(double Seconds, double Processor)> Here { get; } = [];

        public List<(double Seconds, double Processor)> There { get; } = [];

        public void Report(TrainingEpoch value)
        {
            Here.Add((value.Seconds, Comparison.Processor() - processor));
            var answer = peer.Ask("epoch");
            There.Add((answer.GetProperty("seconds").GetDouble(), answer.GetProperty("processor").GetDouble()));
            processor = Comparison.Processor();
        }
    }
}
