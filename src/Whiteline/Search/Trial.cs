using System.Text.Json;

namespace Whiteline.Search;

/// <summary>A trial at work: what the objective asks for parameters and tells how it goes.</summary>
public sealed class Trial
{
    readonly Study study;
    readonly Dictionary<string, Setting> parameters;
    readonly Dictionary<string, double> together;
    readonly Dictionary<int, double> reports;
    readonly Dictionary<string, string> systemRemarks;

    internal Trial(Study study, TrialRecord record, IReadOnlyDictionary<string, double> together)
    {
        this.study = study;
        Record = record;
        parameters = new(record.Parameters, StringComparer.Ordinal);
        this.together = new(together, StringComparer.Ordinal);
        reports = new(record.Reports);
        systemRemarks = new(record.SystemRemarks, StringComparer.Ordinal);
    }

    /// <summary>The number within the study, from 0.</summary>
    public int Number => Record.Number;

    /// <summary>The parameters chosen so far.</summary>
    public IReadOnlyDictionary<string, Setting> Parameters => parameters;

    internal TrialRecord Record { get; private set; }

    /// <summary>Chooses all parameters of a space that this trial has, and stores them at once.</summary>
    /// <exception cref="BadInputException">A parameter's values are of another kind than in the other trials of the study.</exception>
    public void Choose(SearchSpace space)
    {
        var added = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
            if (!parameters.ContainsKey(parameter.Name) && SearchSpace.IsThere(parameter, parameters))
                parameters[parameter.Name] = added[parameter.Name] = Draw(parameter.Name, parameter.Domain);
        if (added.Count > 0) Store(added);
    }

    /// <summary>A real number from <paramref name="low"/> to <paramref name="high"/>; see <see cref="FloatDomain"/>.</summary>
    public double Real(string name, double low, double high, bool log = false, double? step = null) => (double)Choose(name, new FloatDomain(low, high, log, step))!;

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>; see <see cref="IntegerDomain"/>.</summary>
    public long Whole(string name, long low, long high, bool log = false, long step = 1) => (long)Choose(name, new IntegerDomain(low, high, log, step))!;

    /// <summary>One of some choices: texts, numbers (long or double), truth values.</summary>
    public T Choice<T>(string name, params T[] choices) => (T)Choose(name, new CategoricalDomain([.. choices.Select(choice => (object?)choice)]))!;

    /// <summary>Chooses one parameter, or gives the value that it has.</summary>
    /// <exception cref="BadInputException">The bounds make no sense, or the parameter's values are of another kind than in the other trials of the study.</exception>
    public object? Choose(string name, Domain domain)
    {
        if (parameters.TryGetValue(name, out var setting)) return setting.Value;
        if (domain.Problems().FirstOrDefault() is { } problem) throw new BadInputException($"Parameter '{name}': {problem}.");
        parameters[name] = setting = Draw(name, domain);
        Store(new Dictionary<string, Setting>(StringComparer.Ordinal) { [name] = setting });
        return setting.Value;
    }

    /// <summary>Reports how it goes, such as the accuracy after an epoch or a fold.</summary>
    /// <param name="value">The first objective's value so far.</param>
    /// <param name="step">How far the trial has come, from 1.</param>
    public void Report(double value, int step)
    {
        reports[step] = value;
        Record = Record with { Reports = reports };
        study.Storage.Report(Record, step, value);
    }

    /// <summary>True when the trial is so much worse than others that it had better be given up, by throwing <see cref="TrialPrunedException"/>.</summary>
    public bool ShouldPrune() => study.ShouldPrune(Record, SystemRemark);

    /// <summary>Keeps a remark with the trial; any value that JSON can hold.</summary>
    public void Remark(string key, object? value) => study.Storage.Remark(Record, key, JsonSerializer.Serialize(value), system: false);

    internal void SystemRemark(string key, string json)
    {
        systemRemarks[key] = json;
        Record = Record with { SystemRemarks = systemRemarks };
        study.Storage.Remark(Record, key, json, system: true);
    }

    Setting Draw(string name, Domain domain)
    {
        if (domain.IsSingle) return new(domain, domain.At(0));
        if (Given(name, domain) is { } given) return new(domain, given);
        return new(domain, together.TryGetValue(name, out var number) && domain.Contains(number) ? number : study.Sampler.Choose(study.History, Number, name, domain));
    }

    // Points that were put into the queue by hand (Optuna's enqueue_trial).
    double? Given(string name, Domain domain)
    {
        if (!systemRemarks.TryGetValue("fixed_params", out var json)) return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty(name, out var value) ? DomainJson.NumberOf(domain, value) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    void Store(IReadOnlyDictionary<string, Setting> added)
    {
        Record = Record with { Parameters = parameters };
        study.Storage.AddParameters(Record, added);
    }
}
