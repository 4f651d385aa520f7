using System.Text.Json;
using Whiteline.Learning;

namespace Whiteline.Training;

/// <summary>The side of <see cref="IsolatedNetworkTrainer"/> that runs in a process of its own.</summary>
public static class NetworkWorker
{
    /// <summary>Exit status after a request that cannot be trained.</summary>
    public const int BadInput = 2;

    /// <summary>Exit status after the host went away.</summary>
    public const int Cancelled = 130;

    /// <summary>Trains what the folder asks for and writes the result there.</summary>
    /// <param name="folder">Folder that the host wrote a request to.</param>
    /// <param name="input">Ends when the host does: the training is then given up.</param>
    /// <param name="output">Receives one JSON document a line, one an epoch.</param>
    /// <param name="error">Receives one line when the request cannot be trained.</param>
    /// <returns>Exit status: 0 after a result.</returns>
    public static int Run(string folder, TextReader input, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        // The source is not disposed under the thread's feet: the thread ends with the process.
        var token = stop.Token;
        var watch = new Thread(() => CancelAtEnd(input, stop)) { IsBackground = true, Name = "host" };
        watch.Start();
        try
        {
            var (request, checkpoints, spectra) = WorkerFolder.ReadRequest(folder);
            var context = new TrainingContext(new(request.Seed), request.Threads, Cancellation: token) { Versions = request.Versions };
            WorkerFolder.WriteResult(folder, EnsembleTraining.Run(spectra, request.Network, request.Options, context, request.Device, checkpoints, new Lines(output)));
            return 0;
        }
        catch (BadInputException problem)
        {
            error.WriteLine(problem.Message);
            return BadInput;
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
    }

    static void CancelAtEnd(TextReader input, CancellationTokenSource stop)
    {
        try
        {
            while (input.ReadLine() is not null) { }
            stop.Cancel();
        }
        catch (Exception error) when (error is ObjectDisposedException or IOException)
        {
            // The training ended before its host.
        }
    }

    sealed class Lines(TextWriter output) : IProgress<TrainingEpoch>
    {
        public void Report(TrainingEpoch value)
        {
            output.WriteLine(JsonSerializer.Serialize(value, TrainingJson.Options));
            output.Flush();
        }
    }
}
