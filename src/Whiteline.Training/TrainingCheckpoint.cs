using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Learning.ModelFiles;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>
/// The state of a training after an epoch, on disk: vectors in safetensors, the rest in JSON. The JSON names the vectors' file, of
/// which there are two in turn, so that a kill at any moment leaves a pair that belongs together.
/// </summary>
sealed class TrainingCheckpoint(string folder, string requestHash)
{
    string StatePath => Path.Combine(folder, "checkpoint.json");

    public void Save(TorchNetwork network, FlatOptimiser optimiser, TrainingProgress progress)
    {
        var vectors = new Dictionary<string, (int[], float[])>(StringComparer.Ordinal);
        void Add(string name, float[] values) => vectors[name] = ([values.Length], values);
        Add("values", FlatVector.Read(network.Parameters.Values));
        Add("running", FlatVector.Read(network.Parameters.Running));
        Add("first", FlatVector.Read(optimiser.First));
        Add("second", FlatVector.Read(optimiser.Second));
        Add("bestValues", progress.BestValues);
        Add("bestRunning", progress.BestRunning);
        var file = $"checkpoint-{progress.History.Count % 2}.safetensors";
        var bytes = Safetensors.Write(vectors);
        AtomicFile.Write(Path.Combine(folder, file), stream => stream.Write(bytes));
        var state = new State(requestHash, file, optimiser.Steps, progress.BestEpoch, progress.History);
        AtomicFile.WriteText(StatePath, JsonSerializer.Serialize(state, TrainingJson.Options));
    }

    /// <summary>Takes up a training of the same request. A checkpoint of another request, or a damaged one, is not used.</summary>
    /// <returns>How far it had come; a beginning without a checkpoint.</returns>
    public TrainingProgress Resume(TorchNetwork network, FlatOptimiser optimiser)
    {
        try
        {
            if (!File.Exists(StatePath) || JsonSerializer.Deserialize<State>(File.ReadAllText(StatePath), TrainingJson.Options) is not { } state || state.Request != requestHash) return new();
            var vectors = Safetensors.Read(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(state.Vectors))), state.Vectors);
            (string Name, Tensor Vector)[] targets = [("values", network.Parameters.Values), ("running", network.Parameters.Running), ("first", optimiser.First), ("second", optimiser.Second)];
            var (bestValues, bestRunning) = (vectors["bestValues"].Values, vectors["bestRunning"].Values);
            if (targets.Any(target => vectors[target.Name].Values.Length != target.Vector.numel())) return new();
            foreach (var (name, vector) in targets) FlatVector.Write(vector, vectors[name].Values);
            optimiser.Steps = state.Steps;
            return new()
            {
                History = [.. state.History],
                BestEpoch = state.BestEpoch,
                BestLoss = state.BestEpoch > 0 ? state.History[state.BestEpoch - 1].ValidationLoss ?? double.PositiveInfinity : double.PositiveInfinity,
                BestValues = bestValues,
                BestRunning = bestRunning,
            };
        }
        catch (Exception error) when (error is JsonException or IOException or BadInputException or KeyNotFoundException or ArgumentException)
        {
            return new();
        }
    }

    sealed record State(string Request, string Vectors, long Steps, int BestEpoch, IReadOnlyList<TrainingEpoch> History);
}
