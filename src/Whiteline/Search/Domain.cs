namespace Whiteline.Search;

/// <summary>
/// The values that a hyperparameter may take. Samplers and storage know a value by its number: a number is itself, a choice is its place in the list of choices (as in Optuna's
/// schema).
/// </summary>
public abstract record Domain
{
    private protected Domain()
    {
    }

    /// <summary>True when only one value is possible.</summary>
    public abstract bool IsSingle { get; }

    /// <summary>How many values are possible; null when they are not counted.</summary>
    public abstract long? Count { get; }

    /// <summary>The value that a number stands for: a <see cref="double"/>, a <see cref="long"/>, or a choice.</summary>
    public abstract object? ValueOf(double number);

    /// <summary>True when the number stands for a value of this domain.</summary>
    public abstract bool Contains(double number);

    /// <summary>The number of the value at a place, from 0 to <see cref="Count"/> − 1 in rising order.</summary>
    /// <exception cref="NotSupportedException">The values are not counted.</exception>
    public abstract double At(long place);

    /// <summary>Everything wrong with the bounds, a sentence each.</summary>
    public abstract IEnumerable<string> Problems();

    /// <summary>True when a value of the one may be compared with a value of the other: both are of one kind, and choices are the same.</summary>
    public virtual bool IsCompatible(Domain other) => other.GetType() == GetType();
}
