namespace Whiteline.Provenance;

/// <summary>A file that a dataset was made from, as the dataset's provenance names it.</summary>
/// <param name="Name">File name without its folder.</param>
/// <param name="Sha256">Hash of its content, lower-case hexadecimal.</param>
public sealed record SourceFile(string Name, string Sha256);
