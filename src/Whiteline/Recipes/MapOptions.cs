namespace Whiteline.Recipes;

/// <summary>How a map is made.</summary>
/// <param name="AxisOffsetEv">A known offset to add to the file's energy axis, eV; null to let the recipe find it.</param>
/// <param name="Source">The file, as the user named it, for messages.</param>
/// <param name="Command">The command line for the run record.</param>
public sealed record MapOptions(double? AxisOffsetEv, string Source, string Command);
