using System.Text.Json;
using System.Text.Json.Nodes;
using Whiteline.Formats;
using Whiteline.Learning;
using Whiteline.Learning.Calibration;
using Whiteline.Learning.ModelFiles;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Novelty;
using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Model files (<c>.wlm</c>): a trained model with its recipe, axis and card.</summary>
public static class ModelFile
{
    const int SetsVersion = 1, DoubtsVersion = 1, CalibrationVersion = 1;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 32 };

    /// <summary>Writes a model, atomically.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(model);
        var (kind, (settings, tensors)) = model.Classifier switch
        {
            SvmClassifier svm => (SvmState.Kind, SvmState.Of(svm)),
            TwoViewClassifier twice => (TwoViewState.Kind, TwoViewState.Of(twice)),
            NetworkClassifier network => (NetworkState.Kind, NetworkState.Of(network)),
            EnsembleClassifier ensemble => (NetworkState.Kind, NetworkState.Of(ensemble)),
            var other => throw new ArgumentException($"A {other.GetType().Name} has no place in a model file.", nameof(model)),
        };
        var manifest = new JsonObject
        {
            ["classifier"] = settings,
            ["axis"] = JsonSerializer.SerializeToNode(model.Axis, Json),
            ["card"] = JsonSerializer.SerializeToNode(model.Card, Json),
            ["recipe"] = RecipeJson.ToJson(model.Recipe),
        };
        if (model.Sets is { } sets) manifest["labelSets"] = new JsonObject
        {
            ["version"] = SetsVersion,
            ["levels"] = new JsonArray([.. sets.Select(level => (JsonNode)new JsonObject { ["axisUncertaintyEv"] = level.AxisUncertaintyEv, ["scores"] = JsonSerializer.SerializeToNode(level.Sets.Scores, Json) })]),
        };
        if (model.Doubts is { } doubts) manifest["doubts"] = new JsonObject { ["version"] = DoubtsVersion, ["limits"] = JsonSerializer.SerializeToNode(doubts.Limits, Json) };
        if (model.Calibration is { } calibration) manifest["calibration"] = new JsonObject { ["version"] = CalibrationVersion, ["kind"] = "isotonic", ["curves"] = JsonSerializer.SerializeToNode(calibration.Curves, Json) };
        if (model.Gate is { } gate) manifest["gate"] = GateState.Settings(gate);
        if (model.ElementGate is { } element) manifest["elementGate"] = GateState.Settings(element);
        AtomicFile.Write(path, new ModelArchive(kind, manifest, GateState.Joined(tensors, model.Gate, model.ElementGate)).Write);
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="BadInputException">No such file, no model, damaged, or of another version.</exception>
    public static TrainedModel Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(Open(path), path);
    }

    /// <summary>Reads a model from a stream.</summary>
    /// <param name="stream">Holds a model file; seekable.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="BadInputException">No model, damaged, or of another version.</exception>
    public static TrainedModel Read(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(ModelArchive.Read(stream, source), source);
    }

    static TrainedModel Read(ModelArchive archive, string path)
    {
        try
        {
            var manifest = archive.Manifest;
            var recipe = RecipeJson.FromJson(Part(manifest, "recipe"), path);
            var axis = Part(manifest, "axis").Deserialize<EnergyAxis>(Json)!;
            var card = Part(manifest, "card").Deserialize<ModelCard>(Json)!;
            var settings = Part(manifest, "classifier").AsObject();
            var tensors = GateState.Without(archive.Tensors);
            IClassifier classifier = archive.Kind switch
            {
                SvmState.Kind => SvmState.Read(settings, tensors, path),
                TwoViewState.Kind => TwoViewState.Read(settings, tensors, path),
                NetworkState.Kind => NetworkState.Read(settings, tensors, path),
                var other => throw BadInputException.In(path, $"it holds a classifier of kind '{other}', which this version does not know", "Use the version of Whiteline that wrote it."),
            };
            if (classifier.Channels != axis.Count || recipe.Steps.OfType<Preprocessing.Resample>().LastOrDefault()?.Target != axis)
                throw new JsonException("The recipe does not end on the classifier's axis.");
            return new(recipe, classifier, axis, card) { Gate = GateState.Read(manifest["gate"], archive.Tensors, axis), ElementGate = GateState.ReadElement(manifest["elementGate"], archive.Tensors, axis), Doubts = Doubts(manifest["doubts"], classifier), Calibration = Calibration(manifest["calibration"], classifier), Sets = Sets(manifest["labelSets"], classifier) };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw BadInputException.In(path, "its manifest is damaged", "Train the model again, or take an undamaged copy.", error);
        }
    }

    static DoubtLimits? Doubts(JsonNode? settings, IClassifier classifier)
    {
        if (settings is null) return null;
        var limits = (int?)settings["version"] == DoubtsVersion ? settings["limits"].Deserialize<double[]>(Json) : null;
        return limits?.Length == (classifier as IDoubting)?.DoubtKinds && limits!.All(double.IsFinite) ? new(limits!) : throw new JsonException("The limits of doubt are damaged.");
    }

    static IsotonicCalibration? Calibration(JsonNode? settings, IClassifier classifier)
    {
        if (settings is null) return null;
        if ((int?)settings["version"] != CalibrationVersion || (string?)settings["kind"] != "isotonic") throw new JsonException("The calibration is of another version.");
        return Part(settings.AsObject(), "curves").Deserialize<IsotonicRegression[]>(Json) is { } curves && curves.Length == classifier.Classes.Count && curves.All(IsCurve) ? new(curves) : throw new JsonException("The calibration is damaged.");

        static bool IsCurve(IsotonicRegression? curve) => curve is { At.Count: > 0 } && curve.At.Count == curve.Values.Count && Rises(curve.At, strictly: true) && Rises(curve.Values, strictly: false) && curve.Values.All(value => value is >= 0 and <= 1);

        static bool Rises(IReadOnlyList<double> values, bool strictly) => values.All(double.IsFinite) && values.Zip(values.Skip(1)).All(pair => strictly ? pair.First < pair.Second : pair.First <= pair.Second);
    }

    static LabelSetsAt[]? Sets(JsonNode? settings, IClassifier classifier)
    {
        if (settings is null) return null;
        if ((int?)settings["version"] != SetsVersion) throw new JsonException("The label sets are of another version.");
        return [.. Part(settings.AsObject(), "levels").AsArray().Select(level => new LabelSetsAt((double)Part(level!.AsObject(), "axisUncertaintyEv"), Scores(Part(level.AsObject(), "scores"), classifier)))];
    }

    static LabelSets Scores(JsonNode scores, IClassifier classifier) =>
        scores.Deserialize<double[][]>(Json) is { } values && values.Length == classifier.Classes.Count && !values.Contains(null!) ? new(values) : throw new JsonException("The label sets are damaged.");

    static ModelArchive Open(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return ModelArchive.Read(stream, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(path, "it cannot be opened", "Check the name and the permissions.", error);
        }
    }

    static JsonNode Part(JsonObject manifest, string name) => manifest[name] ?? throw new JsonException($"No {name}.");
}
