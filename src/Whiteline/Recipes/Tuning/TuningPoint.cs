using System.Globalization;
using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Tuning;

/// <summary>A point of a search: the values chosen, over a basis that gives all others.</summary>
/// <param name="basis">What the search leaves as it is.</param>
/// <param name="data">The spectra; only their axis and classes count.</param>
/// <param name="values">Values by the names of <see cref="TuningParameters"/>: text, double, long.</param>
public sealed class TuningPoint(TuningBasis basis, LabeledSpectra data, IReadOnlyDictionary<string, object?> values)
{
    /// <summary>How the point's models are trained.</summary>
    /// <param name="epochs">Receives every epoch of a network, or null.</param>
    /// <exception cref="BadInputException">A value is not one that its parameter can have.</exception>
    public TrainingPlan Plan(Action<EpochAccuracy>? epochs = null)
    {
        var plan = basis.Plan;
        return plan with
        {
            Trainer = Trainer(epochs),
            Window = values.ContainsKey("window") ? Window() : plan.Window,
            Normalise = Named("normalize", plan.Normalise),
            Align = Named("align", plan.Align),
            ShiftAugmentEv = Real("shift-augment", plan.ShiftAugmentEv),
            NoiseAugment = Real("noise-augment", plan.NoiseAugment),
            Copies = Whole("copies", basis.Model == "joint" && IsNetwork ? basis.NetworkCopies : plan.Copies),
            Pca = values.ContainsKey("pca") ? Whole("pca", 0) is > 0 and var components ? new(components) : null : plan.Pca,
        };
    }

    /// <summary>True when the point trains a network.</summary>
    public bool IsNetwork => Classifier != "svm";

    string Classifier => basis.Model == "joint" ? Word("classifier", "svm") : basis.Model;

    ITrainer Trainer(Action<EpochAccuracy>? epochs)
    {
        var classifier = Classifier;
        if (classifier == "svm")
        {
            var machine = basis.Machine;
            return new SvmTrainer(machine with
            {
                Kernel = Named("kernel", machine.Kernel),
                C = Real("C", machine.C),
                Gamma = values.ContainsKey("gamma") ? Real("gamma", 0) : machine.Gamma,
                Coef0 = Real("coef0", machine.Coef0),
                Degree = Whole("degree", machine.Degree),
            });
        }
        if (classifier is not ("mlp" or "cnn")) throw Wrong("classifier");
        if (basis.Networks is not { } networks) throw new BadInputException("Networks cannot be trained here. Search support vector machines.");
        var training = basis.Training;
        return networks(Network(classifier), training with
        {
            Optimiser = Named("optimiser", training.Optimiser),
            LearningRate = Real("learning-rate", training.LearningRate),
            WeightDecay = Real("weight-decay", training.WeightDecay),
            Schedule = Named("schedule", training.Schedule),
            BatchSize = Whole("batch-size", training.BatchSize),
            Epochs = values.ContainsKey("epochs") ? Whole("epochs", 1) : training.Epochs,
            LabelSmoothing = Real("label-smoothing", training.LabelSmoothing),
            Mixup = Real("mixup", training.Mixup),
            BroadeningEv = Real("broaden-augment", training.BroadeningEv),
            Baseline = Real("baseline-augment", training.Baseline),
        }, epochs);
    }

    // A layer that the search does not describe is that of the basis; where it describes their number, all are made anew.
    NetworkDescription Network(string classifier)
    {
        var given = basis.Network?.Kind == classifier ? basis.Network : NetworkPresets.All.First(preset => preset.Name == classifier).Network;
        ConvolutionBlock[] blocks = classifier != "cnn" ? [] : values.ContainsKey("blocks") ? [.. Layers("blocks").Select(k => Block(new(16, 9, Padded: true), k))] : [.. given.Blocks.Select((block, i) => Block(block, i + 1))];
        DenseLayer[] dense = values.ContainsKey("layers") ? [.. Layers("layers").Select(k => Dense(new(64), k))] : [.. given.Dense.Select((layer, i) => Dense(layer, i + 1))];
        var head = Word("head", "") switch { "flatten" => NetworkHead.Flatten, "average" => NetworkHead.GlobalAverage, "" => given.Head, _ => throw Wrong("head") };
        return new(blocks, head, dense);
    }

    ConvolutionBlock Block(ConvolutionBlock block, int k) => block with
    {
        Filters = Whole($"filters-{k}", block.Filters),
        Kernel = Whole($"width-{k}", block.Kernel),
        Pool = Whole($"pool-{k}", block.Pool),
        Pooling = Named("pooling", block.Pooling),
        Activation = Named("activation", block.Activation),
        Normalisation = Normalisation(block.Normalisation),
        // As in the presets: feature maps repeat themselves and need less of it.
        Dropout = values.ContainsKey("dropout") ? Real("dropout", 0) / 2 : block.Dropout,
    };

    DenseLayer Dense(DenseLayer layer, int k) => layer with { Units = Whole($"units-{k}", layer.Units), Activation = Named("activation", layer.Activation), Dropout = Real("dropout", layer.Dropout) };

    BatchNormalisation Normalisation(BatchNormalisation otherwise) => Word("batch-norm", "") switch
    {
        "none" => BatchNormalisation.None,
        "before" => BatchNormalisation.BeforeActivation,
        "after" => BatchNormalisation.AfterActivation,
        "" => otherwise,
        _ => throw Wrong("batch-norm"),
    };

    IEnumerable<int> Layers(string name) => Whole(name, 0) is >= 0 and <= TuningParameters.MostLayers and var count ? Enumerable.Range(1, count) : throw Wrong(name);

    EnergyWindow? Window()
    {
        var word = Word("window", "l23");
        if (word == "l23") return null;
        if (word == "ok") return Edge.OK.Window;
        if (word == "both" && TrainedModel.ElementOf(data.Classes) is { } element && Edge.L23Of(element) is { } edge) return new(Edge.OK.Window.FromEv, Math.Min(edge.Window.ToEv, data.Axis.LastEv));
        return word.Split(':') is [var from, var to] && double.TryParse(from, CultureInfo.InvariantCulture, out var low) && double.TryParse(to, CultureInfo.InvariantCulture, out var high) ? new(low, high) : throw Wrong("window");
    }

    string Word(string name, string otherwise) => !values.TryGetValue(name, out var value) ? otherwise : value as string ?? throw Wrong(name);

    double Real(string name, double otherwise) => !values.TryGetValue(name, out var value) ? otherwise : value switch { double real => real, long whole => whole, _ => throw Wrong(name, "It takes a number.") };

    int Whole(string name, int otherwise) => !values.TryGetValue(name, out var value) ? otherwise : value is long and >= int.MinValue and <= int.MaxValue ? (int)(long)value : throw Wrong(name, "It takes a whole number.");

    T Named<T>(string name, T otherwise) where T : struct, Enum =>
        !values.TryGetValue(name, out var value) ? otherwise : value is string { Length: > 0 } word && char.IsLetter(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var named) && Enum.IsDefined(named) && named is not KernelKind.Custom ? named : throw Wrong(name, $"Use one of: {string.Join(", ", Enum.GetNames<T>().Where(known => known != nameof(KernelKind.Custom)).Select(known => known.ToLowerInvariant()))}.");

    BadInputException Wrong(string name, string? wanted = null) =>
        new($"The parameter '{name}' cannot be {(values.TryGetValue(name, out var value) ? Shown(value) : "left out")}. {wanted ?? "See the search spaces in the guide, docs/search.md."}");

    // A real number keeps its point, as a space file writes it.
    static string Shown(object? value) => value switch { null => "null", string text => $"'{text}'", double real when double.IsInteger(real) => real.ToString("0.0", CultureInfo.InvariantCulture), _ => FormattableString.Invariant($"{value}") };
}
