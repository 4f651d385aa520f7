using System.Globalization;
using Whiteline.Provenance;

namespace Whiteline.Reports;

/// <summary>How something was made, as a table: names and values in order.</summary>
static class RunRows
{
    internal static IReadOnlyList<(string Name, string Value)> Of(RunRecord run) =>
    [
        ("Program", run.Program), ("Command", run.Command),
        ("Date", run.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
        .. run.Inputs.Select(input => ($"Input {input.Name}", FormattableString.Invariant($"{input.Bytes} bytes, SHA-256 {input.Sha256}"))),
        ("Seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
    ];
}
