namespace Whiteline.Recipes.Tuning;

/// <summary>What a search of hyperparameters makes best.</summary>
public enum TuningObjective
{
    /// <summary>Share of the held-out spectra that are labelled right; larger is better.</summary>
    Accuracy,

    /// <summary>Mean recall of the classes among the held-out spectra; larger is better.</summary>
    BalancedAccuracy,

    /// <summary>Multiplications for one spectrum; smaller is better.</summary>
    Cost,
}
