using Whiteline.Numerics;

namespace Whiteline.Search;

/// <summary>Kernels over choices: the observed choice has most of the probability, and the prior's weight is spread over all.</summary>
sealed class ChoiceKernels : ParzenKernels
{
    readonly int choices;
    readonly int[] observed;
    readonly double own;
    readonly double other;

    public ChoiceKernels(int choices, double[] observations, double priorWeight)
    {
        this.choices = choices;
        observed = [.. observations.Select(number => (int)number)];
        var spread = priorWeight / (observed.Length + 1);
        own = (1 + spread) / (1 + spread * choices);
        other = spread / (1 + spread * choices);
    }

    public override double Draw(int component, RandomSource random)
    {
        if (component == observed.Length) return random.NextInt32(choices);
        var place = random.NextDouble();
        if (place < own) return observed[component];
        var rest = Math.Min((int)((place - own) / other), choices - 2);
        return rest < observed[component] ? rest : rest + 1;
    }

    public override void AddLogDensity(double number, Span<double> terms)
    {
        double ownLog = Math.Log(own), otherLog = Math.Log(other);
        for (var i = 0; i < observed.Length; i++) terms[i] += observed[i] == (int)number ? ownLog : otherLog;
        terms[observed.Length] -= Math.Log(choices);
    }
}
