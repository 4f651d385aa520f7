using Whiteline.Numerics;

namespace Whiteline.Search;

/// <summary>Independent draws, uniform on each parameter's scale (Bergstra and Bengio, JMLR 13 (2012) 281).</summary>
/// <param name="Seed">Where randomness comes from.</param>
public sealed record RandomSampler(Seed Seed) : ISampler
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> ChooseTogether(StudyHistory history, int number) => new Dictionary<string, double>();

    /// <inheritdoc/>
    public double Choose(StudyHistory history, int number, string parameter, Domain domain) => Draw(domain, Seed.Branch($"random/{parameter}", number).Random());

    /// <inheritdoc/>
    public bool IsRandom(StudyHistory history) => true;

    /// <summary>A uniform draw.</summary>
    internal static double Draw(Domain domain, RandomSource random)
    {
        if (domain is CategoricalDomain { Choices.Count: var choices }) return random.NextInt32(choices);
        var scale = new ScaledDomain(domain);
        return scale.Number(random.NextDouble(scale.Low, scale.High));
    }
}
