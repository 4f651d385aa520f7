using Whiteline.Cli.Shell;
using Whiteline.Learning.Svm;

namespace Whiteline.Cli.Commands;

/// <summary>The value of <c>--class-weight</c>.</summary>
/// <param name="Kind">How classes are weighted when no weights are given.</param>
/// <param name="Given">Weight of each class, or null.</param>
sealed record ClassWeights(ClassWeighting Kind, IReadOnlyDictionary<string, double>? Given = null)
{
    /// <summary>Every class counts the same.</summary>
    public static ClassWeights Balanced { get; } = new(ClassWeighting.Balanced);

    /// <summary>Reads <c>none</c>, <c>balanced</c> or <c>LABEL=W,…</c>.</summary>
    /// <exception cref="BadInputException">It is none of them.</exception>
    public static ClassWeights Parse(string text) => text switch
    {
        "none" => new(ClassWeighting.None),
        "balanced" => Balanced,
        _ => new(ClassWeighting.None, Values.Weights(text)),
    };
}
