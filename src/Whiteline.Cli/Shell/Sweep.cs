using System.Globalization;

namespace Whiteline.Cli.Shell;

/// <summary>Evenly spaced values from one bound to the other, both included when the step reaches it.</summary>
sealed record Sweep
{
    const int MaximumCount = 10_000;

    /// <summary>Creates the sweep.</summary>
    /// <exception cref="BadInputException">The bounds are not in order, the step is not above 0, or there are over 10,000 values.</exception>
    public Sweep(double from, double to, double step)
    {
        if (!(from <= to) || !(step > 0))
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"The sweep {from}:{to}:{step} is not in order. Give FROM:TO:STEP with FROM not above TO and STEP above 0."));
        if ((to - from) / step >= MaximumCount)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"The sweep {from}:{to}:{step} has over {MaximumCount} values. Take a larger step."));
        // A hair of slack keeps the last value when the step is not exact in binary (0.1).
        Values = [.. Enumerable.Range(0, (int)Math.Floor((to - from) / step + 1e-9) + 1).Select(i => Math.Round(from + i * step, 12))];
    }

    /// <summary>The values, ascending.</summary>
    public IReadOnlyList<double> Values { get; }
}
