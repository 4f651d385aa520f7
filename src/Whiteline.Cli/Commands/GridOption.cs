using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Svm;
using Whiteline.Recipes;

namespace Whiteline.Cli.Commands;

/// <summary>The values to try, <c>--grid C=1,10,100 --grid gamma=0.01,0.1</c>.</summary>
static class GridOption
{
    static readonly string[] Names = ["kernel", "C", "gamma", "coef0", "degree"];

    /// <summary>The option.</summary>
    public static Option<string[]> Create() => new("--grid")
    {
        Description = "Values to try of one hyperparameter: kernel, C, gamma, coef0 or degree. Give it several times. Without any: C and gamma of the published grid.",
        HelpName = "NAME=VALUE,…",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The grid that the user asked for.</summary>
    /// <exception cref="BadInputException">A name or a value is not known.</exception>
    public static SvmGridValues Parse(IReadOnlyList<string> texts)
    {
        // C and γ of del-Pozo-Bueno et al., Ultramicroscopy 221, 113190 (2021).
        if (texts.Count == 0) return new(C: Powers(-3, 4), Gamma: Powers(-6, 4));
        var values = new SvmGridValues();
        var seen = new HashSet<string>();
        foreach (var text in texts)
        {
            if (text.Split('=') is not [var name, { Length: > 0 } list]) throw new BadInputException($"--grid: '{text}' is not NAME=VALUE,… such as C=1,10,100.");
            var known = Names.FirstOrDefault(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new BadInputException($"--grid: '{name}' is not known. {Nearest.Hint(name, Names)}Use one of: {string.Join(", ", Names)}.");
            if (!seen.Add(known)) throw new BadInputException($"--grid: {known} is given twice. Give all its values at once.");
            var items = list.Split(',');
            values = known switch
            {
                "kernel" => values with { Kernels = [.. items.Select(Kernel)] },
                "C" => values with { C = [.. items.Select(Values.Positive)] },
                "gamma" => values with { Gamma = [.. items.Select(Values.Positive)] },
                "coef0" => values with { Coef0 = [.. items.Select(item => Values.Number(item))] },
                _ => values with { Degree = [.. items.Select(item => Values.Integer(item, 1, 20))] },
            };
        }
        return values;
    }

    static KernelKind Kernel(string text) =>
        Enum.TryParse<KernelKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && kind != KernelKind.Custom && !char.IsDigit(text[0])
            ? kind
            : throw new BadInputException($"--grid: '{text}' is no kernel. Use linear, polynomial, rbf, sigmoid or cosine.");

    static double[] Powers(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(power => Math.Pow(10, power))];
}
