using System.Text.Json.Nodes;
using Whiteline.Learning.Svm;

namespace Whiteline.Learning.ModelFiles;

/// <summary>A support vector machine as JSON and arrays, and back.</summary>
public static class SvmState
{
    /// <summary>The kind that a model file names.</summary>
    public const string Kind = "svm";

    /// <summary>The machine's hyperparameters and its arrays.</summary>
    public static (JsonObject Settings, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Tensors) Of(SvmClassifier svm)
    {
        if (svm.Kernel.Kind == KernelKind.Custom)
            throw new BadInputException("A support vector machine with a kernel of your own cannot be stored: a file can hold no code. Train it where it is used, or take one of the named kernels.");
        var count = svm.SupportVectors.Length / svm.Channels;
        var settings = new JsonObject
        {
            ["classes"] = new JsonArray([.. svm.Classes.Select(label => (JsonNode)label)]),
            ["channels"] = svm.Channels,
            ["scheme"] = svm.Scheme.ToString(),
            ["kernel"] = svm.Kernel.Kind.ToString(),
            ["gamma"] = svm.Kernel.Gamma,
            ["coef0"] = svm.Kernel.Coef0,
            ["degree"] = svm.Kernel.Degree,
            ["rho"] = new JsonArray([.. svm.Functions.Select(function => (JsonNode)function.Rho)]),
            ["plattA"] = new JsonArray([.. svm.Functions.Select(function => (JsonNode)function.Sigmoid.A)]),
            ["plattB"] = new JsonArray([.. svm.Functions.Select(function => (JsonNode)function.Sigmoid.B)]),
        };
        var tensors = new Dictionary<string, (int[], float[])>
        {
            ["supportVectors"] = ([count, svm.Channels], svm.SupportVectors.ToArray()),
            ["coefficients"] = ([svm.Functions.Count, count], [.. svm.Functions.SelectMany(function => function.Coefficients)]),
        };
        return (settings, tensors);
    }

    /// <summary>Rebuilds the machine.</summary>
    /// <exception cref="BadInputException">Something is missing, out of range, or does not fit together.</exception>
    public static SvmClassifier Read(JsonObject settings, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors, string source)
    {
        try
        {
            var classes = Strings(settings, "classes");
            double[] rho = Numbers(settings, "rho"), a = Numbers(settings, "plattA"), b = Numbers(settings, "plattB");
            var channels = settings["channels"]!.GetValue<int>();
            var kernel = new SvmKernel(
                Enum.Parse<KernelKind>(settings["kernel"]!.GetValue<string>()),
                settings["gamma"]!.GetValue<double>(),
                settings["coef0"]!.GetValue<double>(),
                settings["degree"]!.GetValue<int>());
            var vectors = tensors["supportVectors"].Values;
            var coefficients = tensors["coefficients"].Values;
            var count = channels > 0 ? vectors.Length / channels : 0;
            // Files from before there was a choice hold pairs.
            var scheme = settings["scheme"] is { } named ? Enum.Parse<MulticlassScheme>(named.GetValue<string>()) : MulticlassScheme.OneVersusOne;
            if (!Enum.IsDefined(scheme) || kernel.Kind == KernelKind.Custom) throw new ArgumentException("The scheme or the kernel is not known.");
            if (rho.Length == 0 || rho.Length != a.Length || rho.Length != b.Length || coefficients.Length != (long)rho.Length * count || !Enum.IsDefined(kernel.Kind))
                throw new ArgumentException("The arrays do not fit together.");
            if (vectors.Concat(coefficients).Any(value => !float.IsFinite(value)) || rho.Concat(a).Concat(b).Append(kernel.Gamma).Append(kernel.Coef0).Any(value => !double.IsFinite(value)))
                throw new ArgumentException("A number is not finite.");
            var functions = rho.Select((value, p) => new SvmFunction(coefficients[(p * count)..((p + 1) * count)], value, new(a[p], b[p]))).ToArray();
            return new(classes, channels, kernel, vectors, functions, scheme);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or NullReferenceException or KeyNotFoundException or OverflowException)
        {
            throw BadInputException.In(source, "its support vector machine is damaged", "Train the model again, or take an undamaged copy.", error);
        }
    }

    static string[] Strings(JsonObject settings, string name) => [.. settings[name]!.AsArray().Select(node => node!.GetValue<string>())];

    static double[] Numbers(JsonObject settings, string name) => [.. settings[name]!.AsArray().Select(node => node!.GetValue<double>())];
}
