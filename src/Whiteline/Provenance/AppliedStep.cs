using System.Text.Json.Nodes;

namespace Whiteline.Provenance;

/// <summary>What one step did to the data, for the report, the run record and the methods paragraph.</summary>
/// <param name="Name">The step's name, such as <c>energy-calibration</c>.</param>
/// <param name="Sentence">One sentence in the microscopist's words, with numbers and units.</param>
/// <param name="Values">The same as numbers, units in the key names (<c>offsetEv</c>).</param>
public sealed record AppliedStep(string Name, string Sentence, JsonObject Values);
