using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// The ordered preprocessing of spectra: settings only. A trained model carries its recipe, so that what it classifies is prepared
/// as its training spectra were.
/// </summary>
public sealed record Recipe
{
    // Where a step may stand: everything that counts electrons comes before everything that forgets how many there were.
    static readonly (Type Step, int Rank)[] Order =
    [
        (typeof(EnergyCalibration), 0), (typeof(SpikeRemoval), 0), (typeof(PowerLawBackground), 1),
        (typeof(Deconvolution), 2), (typeof(Align), 3), (typeof(Resample), 4), (typeof(Normalisation), 5),
    ];

    /// <summary>Creates the recipe.</summary>
    /// <param name="steps">The steps in the order in which they are applied.</param>
    public Recipe(params IReadOnlyList<IStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Steps = [.. steps];
    }

    /// <summary>The steps in the order in which they are applied.</summary>
    public IReadOnlyList<IStep> Steps { get; }

    /// <summary>Everything wrong with the settings and their order, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Steps.SelectMany(step => step.Problems())) yield return problem;
        for (var i = 1; i < Steps.Count; i++)
            if (Misplaced(i) is { } problem) yield return problem;
        if (Steps.OfType<Align>().Any() && !Steps.OfType<Resample>().Any())
            yield return "align stores shifts, but no resample step follows that would apply them.";
    }

    /// <summary>Fits the steps one after another, each on what those before it give, streaming. Channels that are dead in all spectra are bridged before the first.</summary>
    /// <param name="raw">The spectra; must outlive the result.</param>
    /// <param name="context">Name of the file for messages, seed, threads, cancellation.</param>
    /// <exception cref="BadInputException">The recipe is wrong or does not suit these spectra; says why.</exception>
    public PreparedSpectra Prepare(ISpectra raw, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(context);
        if (Problems().ToArray() is { Length: > 0 } problems) throw new BadInputException($"The recipe cannot be used: {string.Join(" ", problems)}");
        raw = DeadChannels.Bridge(raw, context);
        List<IFittedStep> fitted = [];
        foreach (var step in Steps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            fitted.Add(step.Fit(fitted.Count == 0 ? raw : new PreparedSpectra(raw, fitted), context));
            if (step is Align) context = context with { OwnShifts = true };
        }
        return new(raw, fitted);
    }

    /// <summary>The same recipe with a step replaced by another of its type, or with it added where the order asks for it.</summary>
    public Recipe With(IStep step)
    {
        var steps = Steps.ToList();
        var index = steps.FindIndex(other => other.GetType() == step.GetType());
        if (index >= 0) steps[index] = step;
        else
        {
            var after = RankOf(step) is { } rank ? steps.FindIndex(other => RankOf(other) > rank) : -1;
            steps.Insert(after < 0 ? steps.Count : after, step);
        }
        return new(steps);
    }

    /// <summary>The same recipe without the steps of one type.</summary>
    public Recipe Without<T>() where T : IStep => new([.. Steps.Where(step => step is not T)]);

    /// <inheritdoc/>
    public bool Equals(Recipe? other) => other is not null && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);

    string? Misplaced(int index)
    {
        if (RankOf(Steps[index]) is not { } rank) return Steps.Take(index).Any(step => step is Normalisation) ? After(Steps[index], "normalisation") : null;
        if (Steps.Take(index).FirstOrDefault(step => RankOf(step) > rank) is { } before) return After(Steps[index], before.Name);
        return Steps.Take(index).Any(step => step.GetType() == Steps[index].GetType()) ? $"{Steps[index].Name} is there twice; once is meant." : null;
    }

    static string After(IStep step, string before) => before == "normalisation"
        ? $"{step.Name} stands after normalisation; normalisation comes last, for it forgets the counts."
        : $"{step.Name} stands after {before}; it must come before it.";

    static int? RankOf(IStep step) => Order.FirstOrDefault(entry => entry.Step == step.GetType()) is { Step: not null } found ? found.Rank : null;
}
