namespace Whiteline.Spectra;

/// <summary>Reads even steps off a list of axis values of any unit.</summary>
static class UniformSteps
{
    // A float32 axis of some 4,000 channels near 1,000 eV rounds by about 1e-4 eV; a tenth of a channel is far beyond rounding.
    const double Tolerance = 0.05;

    /// <summary>The axis of the values.</summary>
    /// <param name="values">Values of the channels, shape (channels); they may fall.</param>
    /// <param name="units">Their units; null for none.</param>
    /// <param name="source">The file, for messages.</param>
    /// <returns>The axis; its scale is negative where the values fall.</returns>
    /// <exception cref="BadInputException">Fewer than two, all alike, or not even to within 5 % of a channel.</exception>
    public static SignalAxis Of(ReadOnlySpan<double> values, string? units, string source)
    {
        if (values.Length < 2)
            throw BadInputException.In(source, $"the energy axis has {values.Length} value(s)", "A spectrum needs at least 2 channels.");
        if (values.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) is var bad and >= 0)
            throw BadInputException.In(source, FormattableString.Invariant($"the energy of channel {bad} is {values[bad]}"), "Give every channel a finite energy.");
        var step = (values[^1] - values[0]) / (values.Length - 1);
        if (step == 0 || !double.IsFinite(step))
            throw BadInputException.In(source, "the energies do not increase", "Sort the channels by energy loss.");
        var unit = units is null ? "" : $" {units}";
        if (FirstUneven(values, step) is var i and >= 0)
            throw BadInputException.In(
                source,
                FormattableString.Invariant($"the energy axis is not uniform: channel {i} is at {values[i]:0.####}{unit} where even steps of {step:0.####}{unit} give {values[0] + i * step:0.####}{unit}"),
                "Resample it to even steps; a text table with `whiteline convert IN OUT --resample`.");
        return new("Energy loss", values[0], step, values.Length, units);
    }

    /// <summary>True for two or more values in even steps.</summary>
    public static bool AreEven(ReadOnlySpan<double> values) =>
        values.Length >= 2 && (values[^1] - values[0]) / (values.Length - 1) is not 0 and var step && FirstUneven(values, step) < 0;

    static int FirstUneven(ReadOnlySpan<double> values, double step)
    {
        for (var i = 0; i < values.Length; i++)
            if (!(Math.Abs(values[i] - (values[0] + i * step)) <= Tolerance * Math.Abs(step))) return i;
        return -1;
    }
}
