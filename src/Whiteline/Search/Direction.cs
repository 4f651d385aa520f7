namespace Whiteline.Search;

/// <summary>Which values of an objective are better; the names are those of Optuna's schema.</summary>
public enum Direction
{
    /// <summary>Smaller ones.</summary>
    Minimize,

    /// <summary>Larger ones.</summary>
    Maximize,
}
