using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Svm;
using Whiteline.Recipes;
using Whiteline.Recipes.Tuning;
using Whiteline.Search;

namespace Whiteline.Cli.Commands;

/// <summary>The values to try, <c>--grid C=1,10,100 --grid gamma=0.01,0.1</c>.</summary>
static class GridOption
{
    /// <summary>The option.</summary>
    public static Option<string[]> Create() => new("--grid")
    {
        Description = "Values to try of one hyperparameter, such as kernel, C or learning-rate. Give it several times. Without any, --sampler grid takes C and gamma of the published grid.",
        HelpName = "NAME=VALUE,…",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The grid of support vector machines that the user asked for; that of the publication when nothing is given.</summary>
    /// <exception cref="BadInputException">A name or a value is not known.</exception>
    public static SvmGridValues Machines(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return new(C: PublishedC, Gamma: PublishedGamma);
        var values = new SvmGridValues();
        foreach (var (name, items) in Parse(texts, TuningParameters.OfMachines))
            try
            {
                values = name switch
                {
                    "kernel" => values with { Kernels = [.. items.Select(Kernel)] },
                    "C" => values with { C = [.. items.Select(Values.Positive)] },
                    "gamma" => values with { Gamma = [.. items.Select(Values.Positive)] },
                    "coef0" => values with { Coef0 = [.. items.Select(item => Values.Number(item))] },
                    _ => values with { Degree = [.. items.Select(item => Values.Integer(item, 1, 20))] },
                };
            }
            catch (BadInputException error)
            {
                throw new BadInputException($"--grid {name}: {error.Message}", error);
            }
        return values;
    }

    /// <summary>The values by the name of the hyperparameter, as they were given.</summary>
    /// <exception cref="BadInputException">A name is not one of support vector machines.</exception>
    public static Dictionary<string, string[]> Texts(IReadOnlyList<string> texts) => Parse(texts, TuningParameters.OfMachines).ToDictionary(one => one.Name, one => one.Items, StringComparer.Ordinal);

    /// <summary>The grid that the user asked for as a search space: choices in the order given.</summary>
    /// <param name="texts">The option's values.</param>
    /// <param name="model">The model whose hyperparameters are known.</param>
    /// <param name="kernel">The kernel of support vector machines where the grid names none.</param>
    /// <exception cref="BadInputException">A name or a value is not known.</exception>
    public static SearchSpace Space(IReadOnlyList<string> texts, string model, string kernel)
    {
        if (texts.Count == 0)
        {
            if (model != "svm") throw new BadInputException("--sampler grid needs the values to try, such as --grid learning-rate=0.001,0.01.");
            return new([new("C", Choices(PublishedC)), .. TuningParameters.KernelsWith("gamma")!.Contains(kernel) ? new SearchParameter[] { new("gamma", Choices(PublishedGamma)) } : []]);
        }
        var parsed = Parse(texts, TuningParameters.Of(model));
        var kernels = parsed.Any(one => one.Name == "kernel");
        return new([.. parsed.OrderBy(one => one.Name == "kernel" ? 0 : 1).Select(one => new SearchParameter(one.Name, new CategoricalDomain([.. one.Items.Select(Plain)]), kernels && TuningParameters.KernelsWith(one.Name) is { } those ? new("kernel", [.. those]) : null))]);
    }

    static List<(string Name, string[] Items)> Parse(IReadOnlyList<string> texts, IReadOnlyList<string> names)
    {
        var parsed = new List<(string Name, string[] Items)>();
        foreach (var text in texts)
        {
            if (text.Split('=') is not [var name, { Length: > 0 } list]) throw new BadInputException($"--grid: '{text}' is not NAME=VALUE,… such as C=1,10,100.");
            var known = names.FirstOrDefault(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new BadInputException($"--grid: '{name}' is not known. {Nearest.Hint(name, names)}Use one of: {string.Join(", ", names.Where(candidate => !char.IsDigit(candidate[^1]) || candidate.EndsWith("-1", StringComparison.Ordinal) || candidate == "coef0"))}.");
            if (parsed.Any(one => one.Name == known)) throw new BadInputException($"--grid: {known} is given twice. Give all its values at once.");
            parsed.Add((known, list.Split(',')));
        }
        return parsed;
    }

    // C and γ of del-Pozo-Bueno et al., Ultramicroscopy 221, 113190 (2021).
    static double[] PublishedC => Powers(-3, 4);

    static double[] PublishedGamma => Powers(-6, 4);

    static CategoricalDomain Choices(double[] values) => new([.. values.Select(value => (object?)value)]);

    static object Plain(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real
        : text.ToLowerInvariant();

    static KernelKind Kernel(string text) =>
        Enum.TryParse<KernelKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && kind != KernelKind.Custom && !char.IsDigit(text[0])
            ? kind
            : throw new BadInputException($"'{text}' is no kernel. Use linear, polynomial, rbf, sigmoid or cosine.");

    static double[] Powers(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(power => Math.Pow(10, power))];
}
