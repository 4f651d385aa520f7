namespace Whiteline.Formats.Dm;

/// <summary>The structure of a DM file cannot be followed any further; it never leaves this folder.</summary>
#pragma warning disable CA1032 // Thrown and caught here only, always with the place of the damage.
sealed class DmDamage(string problem) : Exception(problem);
#pragma warning restore CA1032
