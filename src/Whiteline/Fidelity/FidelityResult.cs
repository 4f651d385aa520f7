namespace Whiteline.Fidelity;

/// <summary>What the proof found.</summary>
/// <param name="Classes">Each class with enough spectra, by label.</param>
/// <param name="LeftOut">Classes with too few spectra to be judged.</param>
public sealed record FidelityResult(IReadOnlyList<ClassFidelity> Classes, IReadOnlyList<string> LeftOut)
{
    /// <summary>The mean of a measure over the classes.</summary>
    public MeasureValue Mean(Measure measure) => new(Mean(measure, value => value.Synthetic), Mean(measure, value => value.Control));

    /// <summary>Every demand of every class, met or not.</summary>
    public IReadOnlyList<Demand> Demands => [.. Classes.SelectMany(Demand.Of)];

    /// <summary>True when there are demands and all are met.</summary>
    public bool IsFaithful => Classes.Count > 0 && Demands.All(demand => demand.IsMet);

    double Mean(Measure measure, Func<MeasureValue, double> part) => Classes.Select(one => part(one[measure])).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
