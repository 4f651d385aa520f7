namespace Whiteline.Provenance;

/// <summary>How an output was made: enough to make it again and to write the methods paragraph from.</summary>
/// <param name="Program">Program and version, such as <c>Whiteline 0.1.0</c>.</param>
/// <param name="Command">The command line that makes it, without folders.</param>
/// <param name="Created">When, UTC.</param>
/// <param name="Inputs">The files read.</param>
/// <param name="Steps">What was done, in order.</param>
/// <param name="Seed">The seed of all randomness.</param>
public sealed record RunRecord(
    string Program,
    string Command,
    DateTimeOffset Created,
    IReadOnlyList<InputFile> Inputs,
    IReadOnlyList<AppliedStep> Steps,
    ulong Seed)
{
    /// <summary>Version of this record's layout.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The name and version of this library.</summary>
    public static string ThisProgram { get; } =
        $"Whiteline {typeof(RunRecord).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"}";

    /// <summary>The steps as a paragraph for a methods section.</summary>
    public string MethodsParagraph() =>
        string.Join(" ", Steps.Select(step => step.Sentence).Append($"The analysis was made with {Program} (seed {Seed})."));
}
