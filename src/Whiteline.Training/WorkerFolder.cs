using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Learning.ModelFiles;
using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>The files by which a host and the process that trains for it speak: a request and a result, each as JSON and safetensors.</summary>
static class WorkerFolder
{
    const string RequestFile = "request.json";
    const string SpectraFile = "spectra.safetensors";
    const string ResultFile = "result.json";
    const string WeightsFile = "weights.safetensors";

    public static void WriteRequest(string folder, TrainingRequest request, string? checkpoints, LabeledSpectra spectra)
    {
        var intensity = new Dictionary<string, (int[], float[])>(StringComparer.Ordinal) { ["intensity"] = ([spectra.Count, spectra.Axis.Count], spectra.Intensity.ToArray()) };
        Write(folder, SpectraFile, Safetensors.Write(intensity));
        var described = new Request(request, checkpoints, spectra.Axis.OffsetEv, spectra.Axis.DispersionEv, spectra.Axis.Count, spectra.Labels, spectra.Groups, spectra.Synthetic);
        Write(folder, RequestFile, JsonSerializer.SerializeToUtf8Bytes(described, TrainingJson.Options));
    }

    /// <exception cref="BadInputException">The request is missing or damaged.</exception>
    public static (TrainingRequest Request, string? Checkpoints, LabeledSpectra Spectra) ReadRequest(string folder)
    {
        var request = ReadJson<Request>(folder, RequestFile);
        var spectra = Safetensors.Read(ReadBytes(folder, SpectraFile), SpectraFile).GetValueOrDefault("intensity").Values ?? [];
        return (request.Training, request.Checkpoints, new(new(request.OffsetEv, request.DispersionEv, request.Channels), spectra, request.Labels, request.Groups) { Synthetic = request.Synthetic });
    }

    public static void WriteResult(string folder, IReadOnlyList<TrainedNetwork> members)
    {
        var weights = members.SelectMany((member, m) => member.Tensors.Select(pair => (Name: $"{m}.{pair.Key}", pair.Value))).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        Write(folder, WeightsFile, Safetensors.Write(weights));
        Member[] described = [.. members.Select(member => new Member(member.InputMean, member.InputScale, member.Temperature, member.History))];
        Write(folder, ResultFile, JsonSerializer.SerializeToUtf8Bytes(described, TrainingJson.Options));
    }

    public static bool HasResult(string folder) => File.Exists(Path.Combine(folder, ResultFile));

    /// <exception cref="BadInputException">The result is missing or damaged.</exception>
    public static IReadOnlyList<TrainedNetwork> ReadResult(string folder)
    {
        var weights = Safetensors.Read(ReadBytes(folder, WeightsFile), WeightsFile);
        return [.. ReadJson<Member[]>(folder, ResultFile).Select((member, m) => new TrainedNetwork(
            weights.Where(pair => pair.Key.StartsWith($"{m}.", StringComparison.Ordinal)).ToDictionary(pair => pair.Key[$"{m}.".Length..], pair => pair.Value, StringComparer.Ordinal),
            member.InputMean, member.InputScale, member.Temperature, member.History))];
    }

    static void Write(string folder, string file, byte[] bytes) => AtomicFile.Write(Path.Combine(folder, file), stream => stream.Write(bytes));

    static byte[] ReadBytes(string folder, string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(Path.Combine(folder, file), "it cannot be read", "The folder of a training is written by Whiteline itself; start the training again.", error);
        }
    }

    static T ReadJson<T>(string folder, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(ReadBytes(folder, file), TrainingJson.Options) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw BadInputException.In(Path.Combine(folder, file), "it is damaged", "The folder of a training is written by Whiteline itself; start the training again.", error);
        }
    }

    sealed record Request(TrainingRequest Training, string? Checkpoints, double OffsetEv, double DispersionEv, int Channels, IReadOnlyList<string> Labels, IReadOnlyList<string>? Groups, IReadOnlyList<bool>? Synthetic);

    sealed record Member(float InputMean, float InputScale, double Temperature, IReadOnlyList<TrainingEpoch> History);
}
