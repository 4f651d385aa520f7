namespace Whiteline.Fidelity;

/// <summary>What the proof found.</summary>
/// <param name="Classes">Each class with enough spectra, by label.</param>
/// <param name="LeftOut">Classes with too few spectra to be judged.</param>
public sealed record FidelityResult(IReadOnlyList<ClassFidelity> Classes, IReadOnlyList<string> LeftOut)
{
    /// <summary>The mean of a measure over the classes.</summary>
    public MeasureValue Mean(Measure measure) => new(Mean(measure, value => value.Synthetic), Mean(measure, value => value.Control));

    /// <summary>Every demand of every class that can be measured, met or not.</summary>
    public IReadOnlyList<Demand> Demands => [.. Classes.SelectMany(Demand.Of).Where(demand => demand.IsMeasurable)];

    /// <summary>The demands that cannot be measured, as on spectra without intensity.</summary>
    public IReadOnlyList<Demand> Unmeasured => [.. Classes.SelectMany(Demand.Of).Where(demand => !demand.IsMeasurable)];

    /// <summary>True when there are demands, and all can be measured and are met.</summary>
    public bool IsFaithful => Classes.Count > 0 && Classes.SelectMany(Demand.Of).All(demand => demand.IsMeasurable && demand.IsMet);

    double Mean(Measure measure, Func<MeasureValue, double> part) => Classes.Select(one => part(one[measure])).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
