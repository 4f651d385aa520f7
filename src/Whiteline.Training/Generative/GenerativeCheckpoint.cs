using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Learning.ModelFiles;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>
/// The state of a generator's training after an epoch, on disk: vectors in safetensors, the rest in JSON. The JSON names the vectors' file,
/// of which there are two in turn, so that a kill at any moment leaves a pair that belongs together.
/// </summary>
/// <param name="folder">Where.</param>
/// <param name="requestHash">Names the training; another's state is not taken up.</param>
sealed class GenerativeCheckpoint(string folder, string requestHash)
{
    const string BestName = "best";

    string StatePath => Path.Combine(folder, "checkpoint.json");

    /// <summary>The checkpoint of a folder; null without one.</summary>
    public static GenerativeCheckpoint? In(string? folder, Func<string> requestHash) => folder is null ? null : new(folder, requestHash());

    /// <summary>Writes the state.</summary>
    /// <param name="vectors">All vectors of the training, by name.</param>
    /// <param name="steps">Steps that each optimiser has made.</param>
    /// <param name="progress">How far it has come.</param>
    public void Save(IReadOnlyList<(string Name, Tensor Vector)> vectors, long[] steps, GanProgress progress)
    {
        var tensors = vectors.ToDictionary(pair => pair.Name, pair => (new[] { (int)pair.Vector.numel() }, FlatVector.Read(pair.Vector)), StringComparer.Ordinal);
        tensors[BestName] = ([progress.Best.Length], progress.Best);
        var file = $"checkpoint-{progress.History.Count % 2}.safetensors";
        var bytes = Safetensors.Write(tensors);
        AtomicFile.Write(Path.Combine(folder, file), stream => stream.Write(bytes));
        AtomicFile.WriteText(StatePath, JsonSerializer.Serialize(new State(requestHash, file, steps, progress.Augmentation, progress.History), TrainingJson.Options));
    }

    /// <summary>Takes up a training of the same request. A checkpoint of another, or a damaged one, is not used.</summary>
    /// <returns>How far it had come, and the steps of each optimiser; null without one that can be used.</returns>
    public (GanProgress Progress, long[] Steps)? Resume(IReadOnlyList<(string Name, Tensor Vector)> vectors)
    {
        try
        {
            if (!File.Exists(StatePath) || JsonSerializer.Deserialize<State>(File.ReadAllText(StatePath), TrainingJson.Options) is not { } state || state.Request != requestHash) return null;
            var tensors = Safetensors.Read(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(state.Vectors))), state.Vectors);
            var best = tensors[BestName].Values;
            if (vectors.Any(target => tensors[target.Name].Values.Length != target.Vector.numel())) return null;
            foreach (var (name, vector) in vectors) FlatVector.Write(vector, tensors[name].Values);
            return (new() { History = [.. state.History], Augmentation = state.Augmentation, Best = best }, state.Steps);
        }
        catch (Exception error) when (error is JsonException or IOException or BadInputException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    sealed record State(string Request, string Vectors, long[] Steps, double Augmentation, IReadOnlyList<GanEpoch> History);
}
