namespace Whiteline.Web.Images;

/// <summary>A signal of a file, as a list shows it.</summary>
/// <param name="Index">Its number in the file, from 0.</param>
/// <param name="Words">Number, title and shape.</param>
/// <param name="IsUsual">True for the one that is taken when nobody says which.</param>
sealed record ListedSignal(int Index, string Words, bool IsUsual);
