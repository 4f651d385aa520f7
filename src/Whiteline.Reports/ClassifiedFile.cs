using System.Text.Json.Nodes;
using Whiteline.Fractions;
using Whiteline.Learning;

namespace Whiteline.Reports;

/// <summary>What a model says of the spectra of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Findings">What a reader must know, a sentence each.</param>
/// <param name="Verdicts">Shape (n).</param>
public sealed record ClassifiedFile(string File, IReadOnlyList<string> Findings, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Names of the spectra, shape (n); null when the file gives none.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The fractions of the same spectra; null when nobody asked or the file does not hold the edge.</summary>
    public FractionResult? Fractions { get; init; }

    /// <summary>How the energy axis was placed, as the record of the run tells it; null when the recipe does not calibrate.</summary>
    public JsonObject? Axis { get; init; }
}
