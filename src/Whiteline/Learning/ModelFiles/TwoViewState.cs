using System.Text.Json.Nodes;
using Whiteline.Learning.Svm;

namespace Whiteline.Learning.ModelFiles;

/// <summary>A support vector machine with a second, denoised view as JSON and arrays, and back.</summary>
public static class TwoViewState
{
    /// <summary>The kind that a model file names.</summary>
    public const string Kind = "svm-two-views";

    const string Known = "known", Vectors = "supportVectors", Coefficients = "coefficients", DenoisedVectors = "denoisedSupportVectors", DenoisedCoefficients = "denoisedCoefficients";

    /// <summary>The machine's hyperparameters and its arrays.</summary>
    public static (JsonObject Settings, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Tensors) Of(TwoViewClassifier svm)
    {
        var (own, arrays) = SvmState.Of(svm.Own);
        var (denoised, seen) = SvmState.Of(svm.Denoised);
        var local = svm.View.Local;
        var settings = new JsonObject
        {
            ["neighbours"] = local.Options.Neighbours,
            ["components"] = local.Options.Components,
            ["scale"] = svm.View.Scale,
            ["own"] = own,
            ["denoised"] = denoised,
        };
        var tensors = new Dictionary<string, (int[], float[])>
        {
            [Known] = ([local.Count, local.Channels], local.Known.ToArray()),
            [Vectors] = arrays[Vectors],
            [Coefficients] = arrays[Coefficients],
            [DenoisedVectors] = seen[Vectors],
            [DenoisedCoefficients] = seen[Coefficients],
        };
        return (settings, tensors);
    }

    /// <summary>Rebuilds the machine.</summary>
    /// <exception cref="BadInputException">Something is missing, out of range, or does not fit together.</exception>
    public static TwoViewClassifier Read(JsonObject settings, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors, string source)
    {
        try
        {
            var own = SvmState.Read(settings["own"]!.AsObject(), tensors, source);
            var denoised = SvmState.Read(
                settings["denoised"]!.AsObject(), new Dictionary<string, (int[], float[])> { [Vectors] = tensors[DenoisedVectors], [Coefficients] = tensors[DenoisedCoefficients] }, source);
            var known = tensors[Known].Values;
            var scale = settings["scale"]!.GetValue<float>();
            if (!float.IsFinite(scale) || known.Any(value => !float.IsFinite(value))) throw new ArgumentException("A number is not finite.");
            var local = new LocalComponents(known, own.Channels, new(settings["neighbours"]!.GetValue<int>(), settings["components"]!.GetValue<int>()));
            return new(new(local, scale), own, denoised);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or NullReferenceException or KeyNotFoundException or OverflowException)
        {
            throw BadInputException.In(source, "its support vector machine is damaged", "Train the model again, or take an undamaged copy.", error);
        }
    }
}
