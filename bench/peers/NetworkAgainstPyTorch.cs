using Whiteline.Formats;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Training;

namespace Whiteline.Peers;

/// <summary>Seconds per epoch of the preset <c>cnn</c>, here and in PyTorch: same data, batch size, optimiser and threads, epoch by epoch in turns.</summary>
static class NetworkAgainstPyTorch
{
    const int Threads = 2, Epochs = 6;

    public static int Run()
    {
        var set = FoundingStudy.Make(new Seed(1));
        var folder = Directory.CreateTempSubdirectory("whiteline-peers-");
        try
        {
            var file = Path.Combine(folder.FullName, "founding.npz");
            LabeledSpectraFile.Write(file, set);
            using var peer = new PythonPeer("network_epoch.py", file, "--threads", $"{Threads}");
            Console.WriteLine($"{set.Count} spectra, {set.Axis.Count} channels, {set.Classes.Count} classes; {Threads} threads, batches of 64; PyTorch {peer.Ask("version").GetProperty("version").GetString()}");
            var turns = new Turns(peer);
            NetworkTraining.Run(set, NetworkPresets.Cnn, new(Epochs: Epochs, ValidationShare: 0, Noise: 0, Gain: 0), new(new Seed(1), Threads), epochs: turns);
            // The first epoch warms both up.
            var (here, there) = (Median(turns.Here), Median(turns.There));
            Comparison.Head("PyTorch");
            Console.WriteLine(FormattableString.Invariant($"{"epoch of the preset cnn",-52} {here,10:0.000} s {there,10:0.000} s {there / here,8:0.0} ×"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static double Median(List<double> seconds) => seconds.Skip(1).Order().ElementAt((seconds.Count - 1) / 2);

    sealed class Turns(PythonPeer peer) : IProgress<TrainingEpoch>
    {
        public List<double> Here { get; } = [];

        public List<double> There { get; } = [];

        public void Report(TrainingEpoch value)
        {
            Here.Add(value.Seconds);
            There.Add(peer.Ask("epoch").GetProperty("seconds").GetDouble());
        }
    }
}
