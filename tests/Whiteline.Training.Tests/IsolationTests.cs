using System.Diagnostics;
using System.Globalization;
using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Testing;

namespace Whiteline.Training.Tests;

public sealed class IsolationTests
{
    static readonly NetworkOptions Options = new(Epochs: 3, BatchSize: 16, Members: 2);

    [Fact]
    public void A_network_trained_in_another_process_is_the_one_trained_in_this()
    {
        var spectra = Samples.Peaks(30, grouped: true);
        var seen = new List<(int, int)>();
        var context = new TrainingContext(new Seed(3));

        var here = new NetworkTrainer(Samples.SmallMlp, Options).Train(spectra, context);
        var there = new IsolatedNetworkTrainer(Samples.SmallMlp, Options, WorkerHost.Start) { Epochs = new Each(epoch => seen.Add((epoch.Member, epoch.Epoch))) }.Train(spectra, context);

        Assert.Equal(Probabilities(here, spectra), Probabilities(there, spectra));
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)], seen);
    }

    [Fact]
    public void A_fault_of_the_process_is_an_error_of_the_training_only()
    {
        var trainer = new IsolatedNetworkTrainer(Samples.SmallMlp, Options, WorkerHost.StartAndFault);

        var error = Assert.Throws<NetworkTrainingException>(() => trainer.Train(Samples.Peaks(5), new(new Seed(3))));

        Assert.NotEqual(0, error.ExitCode);
    }

    [Theory]
    [InlineData("echo the tensor is ill >&2; kill -SEGV $$", 139, "was ended by signal 11: the tensor is ill")]
    [InlineData("exit 0", 0, "ended without a result, and wrote no reason")]
    [InlineData("exit 7", 7, "ended with exit status 7, and wrote no reason")]
    public void The_end_of_the_process_is_described(string script, int exitCode, string described)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix shells only.");
        var trainer = new IsolatedNetworkTrainer(Samples.SmallMlp, Options, _ => new("/bin/sh", ["-c", script]));

        var error = Assert.Throws<NetworkTrainingException>(() => trainer.Train(Samples.Peaks(5), new(new Seed(3))));

        Assert.Equal(exitCode, error.ExitCode);
        Assert.Equal($"The process that trained the network {described}", error.Message);
    }

    [Fact]
    public void A_training_killed_in_the_middle_and_started_again_gives_the_network_of_one_that_was_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix signals only.");
        using var folder = new TemporaryFolder();
        var number = folder.File("number");
        var spectra = Samples.Peaks(30);
        var options = Options with { Epochs = 60, Members = 1, Patience = 0 };
        var whole = new NetworkTrainer(Samples.SmallCnn, options).Train(spectra, new(new Seed(3)));
        var trainer = new IsolatedNetworkTrainer(Samples.SmallCnn, options, WorkerHost.Start) { CheckpointFolder = folder.File("checkpoint") };
        var killed = trainer with
        {
            Command = work => WorkerHost.StartNumbered(work, number),
            Epochs = new Each(epoch =>
            {
                if (epoch.Epoch == 3) Process.GetProcessById(int.Parse(File.ReadAllText(number), CultureInfo.InvariantCulture)).Kill();
            }),
        };

        var error = Assert.Throws<NetworkTrainingException>(() => killed.Train(spectra, new(new Seed(3))));
        var seen = new List<int>();
        var resumed = (trainer with { Epochs = new Each(epoch => seen.Add(epoch.Epoch)) }).Train(spectra, new(new Seed(3)));

        Assert.Equal(137, error.ExitCode);
        Assert.InRange(seen[0], 3, 60);
        Assert.Equal(Probabilities(whole, spectra), Probabilities(resumed, spectra));
    }

    [Fact]
    public void Input_that_the_process_refuses_is_refused_with_its_reason()
    {
        var spectra = Samples.Peaks(5);
        var trainer = new IsolatedNetworkTrainer(Samples.SmallMlp, Options, WorkerHost.Start, "abacus");

        var error = Assert.Throws<BadInputException>(() => trainer.Train(spectra, new(new Seed(3))));

        Assert.Equal("The device 'abacus' is not known. Give cpu or cuda.", error.Message);
    }

    [Fact]
    public void A_command_that_does_not_exist_is_refused_by_name()
    {
        var trainer = new IsolatedNetworkTrainer(Samples.SmallMlp, Options, _ => new("/no/such/program"));

        var error = Assert.Throws<BadInputException>(() => trainer.Train(Samples.Peaks(5), new(new Seed(3))));

        Assert.StartsWith("'/no/such/program': it cannot be started", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_the_process_and_removes_its_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix shells only.");
        using var stop = new CancellationTokenSource();
        string folder = "";
        var trainer = new IsolatedNetworkTrainer(Samples.SmallMlp, Options, given =>
        {
            folder = given;
            return new("/bin/sh", ["-c", "echo '{\"epoch\":1,\"epochs\":3,\"loss\":1,\"accuracy\":0,\"learningRate\":1,\"seconds\":0,\"member\":1,\"members\":2}'; sleep 600"]);
        })
        {
            Epochs = new Each(_ => stop.Cancel()),
        };

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Train(Samples.Peaks(5), new(new Seed(3), Cancellation: stop.Token)));

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_worker_whose_host_goes_away_gives_up()
    {
        var folder = Directory.CreateTempSubdirectory("whiteline-worker").FullName;
        try
        {
            WorkerFolder.WriteRequest(folder, new(Samples.SmallMlp, Options with { Epochs = 100_000, Patience = 0 }, 1, 1, 1, "cpu"), null, Samples.Peaks(10));

            var exitCode = NetworkWorker.Run(folder, TextReader.Null, TextWriter.Null, TextWriter.Null);

            Assert.Equal(NetworkWorker.Cancelled, exitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static double[] Probabilities(IClassifier classifier, Spectra.LabeledSpectra spectra)
    {
        var probabilities = new double[spectra.Count * classifier.Classes.Count];
        classifier.Predict(spectra.Intensity.Span, probabilities);
        return probabilities;
    }
}
