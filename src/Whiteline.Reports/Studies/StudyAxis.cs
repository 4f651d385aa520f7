using System.Globalization;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>An axis of a study's figures: where a trial lies on it, from 0 to 1; what lies beyond an end stands at it.</summary>
/// <param name="Name">What the axis is called.</param>
/// <param name="Ticks">Places and their texts.</param>
/// <param name="PlaceOf">The place of a trial; null when it has none.</param>
/// <param name="Bands">Choices, each of which has an equal part of the axis; 0 where neighbouring places are alike.</param>
sealed record StudyAxis(string Name, IReadOnlyList<(double Place, string Text)> Ticks, Func<TrialRecord, double?> PlaceOf, int Bands = 0)
{
    const int MostTicks = 5;

    // Tukey's outer fence, in distances between the quartiles.
    const double Fence = 3;

    /// <summary>The number of a trial.</summary>
    public static StudyAxis OfNumber(IReadOnlyList<TrialRecord> trials) => OfNumbers("trial", trials.Select(trial => (double)trial.Number), log: false, trial => trial.Number);

    /// <summary>An objective, on a logarithmic scale where it spans more than two orders of magnitude, or counts something and spans more than one.</summary>
    /// <param name="name">What the axis is called.</param>
    /// <param name="objective">The objective, from 0.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="better">Which values are better, where outliers of the worse side, which would press the others together, are to stand at its end; null to show all where they are.</param>
    public static StudyAxis OfObjective(string name, int objective, IReadOnlyList<TrialRecord> trials, Direction? better = null)
    {
        double[] values = [.. trials.Where(HasValue).Select(trial => trial.Values[objective])];
        var sign = better == Direction.Minimize ? -1 : 1;
        double[] goodness = [.. values.Select(value => sign * value).Order()];
        if (better is not null && goodness.Length > 0 && goodness[goodness.Length / 4] - Fence * (goodness[3 * goodness.Length / 4] - goodness[goodness.Length / 4]) is var end && goodness[0] < end)
        {
            values = [.. goodness.Where(value => value >= end).Select(value => sign * value)];
            name += " (outliers at the edge)";
        }
        var log = values.Length > 0 && values.Min() > 0 && values.Max() / values.Min() > (values.All(double.IsInteger) ? 10 : 100);
        return OfNumbers(name, values, log, trial => HasValue(trial) ? trial.Values[objective] : null, isShare: !log && name.Contains("accuracy", StringComparison.Ordinal));

        bool HasValue(TrialRecord trial) => trial.State == TrialState.Complete && trial.Values.Count > objective && double.IsFinite(trial.Values[objective]);
    }

    /// <summary>A parameter, on the scale on which it was searched.</summary>
    public static StudyAxis OfParameter(string name, IReadOnlyList<TrialRecord> trials)
    {
        Setting[] settings = [.. trials.Where(trial => trial.Parameters.ContainsKey(name)).Select(trial => trial.Parameters[name])];
        if (settings[^1].Domain is CategoricalDomain { Choices: var choices })
            return new(
                name,
                [.. choices.Select((choice, i) => ((i + 0.5) / choices.Count, StudyReport.Text(choice)))],
                trial => trial.Parameters.TryGetValue(name, out var setting) ? (setting.Number + 0.5) / choices.Count : null,
                choices.Count);
        var log = settings[^1].Domain is FloatDomain { Log: true } or IntegerDomain { Log: true };
        return OfNumbers(name, settings.Select(setting => setting.Number), log, trial => trial.Parameters.TryGetValue(name, out var setting) ? setting.Number : null, settings[^1].Domain is IntegerDomain);
    }

    static StudyAxis OfNumbers(string name, IEnumerable<double> numbers, bool log, Func<TrialRecord, double?> number, bool whole = false, bool isShare = false)
    {
        double Scale(double value) => log ? Math.Log10(value) : value;
        var values = numbers.Select(Scale).DefaultIfEmpty(0).ToArray();
        var (low, high) = (values.Min(), values.Max());
        // A value without a rise lies in the middle, at a scale of its own size.
        var room = log ? 0.5 : whole ? 1 : Math.Max(0.1 * Math.Abs(low), isShare ? 0.1 : 1e-3);
        if (low == high) (low, high) = (low - room, high + room);
        if (isShare) (low, high) = (Math.Max(0, low), Math.Min(1, high));
        var margin = 0.04 * (high - low);
        (low, high) = (low - margin, high + margin);
        double Place(double value) => (Scale(value) - low) / (high - low);
        return new(name, [.. (log ? Powers(low, high) : Steps(low, high, whole)).Where(one => !isShare || one.Value is >= 0 and <= 1).Select(one => (Place(one.Value), one.Text))], trial => number(trial) is { } value && !double.IsNaN(Place(value)) ? Math.Clamp(Place(value), 0, 1) : null);
    }

    static IEnumerable<(double Value, string Text)> Steps(double low, double high, bool whole)
    {
        var step = ScaleBar.NiceBelow((high - low) / (MostTicks - 1));
        if (whole) step = Math.Max(1, step);
        var format = TickFormat.Of(low, high, step);
        for (var i = Math.Ceiling(low / step); i * step <= high; i++) yield return (i * step + 0.0, (i * step + 0.0).ToString(format, CultureInfo.InvariantCulture));
    }

    static IEnumerable<(double Value, string Text)> Powers(double low, double high) => PowersIn(low, high).Select(value => (value, Text(value)));

    static IEnumerable<double> PowersIn(double low, double high)
    {
        var (first, last) = ((int)Math.Ceiling(low), (int)Math.Floor(high));
        if (last - first < 1) return [.. from power in Enumerable.Range(first - 1, last - first + 3) from digit in (double[])[1, 2, 5] let value = digit * Math.Pow(10, power) where Math.Log10(value) >= low && Math.Log10(value) <= high select value];
        var stride = (last - first) / MostTicks + 1;
        return Enumerable.Range(first, last - first + 1).Where(power => (power - first) % stride == 0).Select(power => Math.Pow(10, power));
    }

    static string Text(double value) =>
        value is >= 1e-3 and < 1e5 ? value.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString("0.#e0", CultureInfo.InvariantCulture);
}
