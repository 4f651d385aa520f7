namespace Whiteline.Storage;

/// <summary>A number as Optuna's schema holds it: a column for what is finite, and one that says what else it is.</summary>
static class StoredNumber
{
    /// <summary>The finite value or null, and the name of the kind.</summary>
    public static (double? Value, string Kind) Of(double value) =>
        double.IsFinite(value) ? (value, "FINITE") : (null, double.IsNaN(value) ? "NAN" : value > 0 ? "INF_POS" : "INF_NEG");

    /// <summary>The number of two columns.</summary>
    public static double Read(double? value, string kind) => kind switch
    {
        "INF_POS" => double.PositiveInfinity,
        "INF_NEG" => double.NegativeInfinity,
        _ => value ?? double.NaN,
    };
}
