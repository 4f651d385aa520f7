namespace Whiteline.Web.Commands;

/// <summary>What a command warns of while it goes on.</summary>
/// <param name="Sentence">In words.</param>
sealed record CommandWarning(string Sentence);
