namespace Whiteline.Search;

/// <summary>
/// Chooses the parameters of a trial. A sampler is a pure function of what is searched, the history, the trial's number and a seed: the same study goes on in the same way wherever it
/// is taken up.
/// </summary>
public interface ISampler
{
    /// <summary>Its name: <c>random</c>, <c>tpe</c> or <c>grid</c>.</summary>
    string Name { get; }

    /// <summary>Chooses parameters together, before the trial begins.</summary>
    /// <param name="history">The trials so far; the one to choose for is among them and is not to be learnt from.</param>
    /// <param name="number">The number of the trial to choose for.</param>
    /// <returns>Numbers (<see cref="Domain"/>) by parameter; those that are missing are chosen one by one.</returns>
    IReadOnlyDictionary<string, double> ChooseTogether(StudyHistory history, int number);

    /// <summary>Chooses one parameter.</summary>
    /// <param name="history">The trials so far.</param>
    /// <param name="number">The number of the trial to choose for.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="domain">Its values; more than one.</param>
    /// <returns>The number of the value (<see cref="Domain"/>).</returns>
    double Choose(StudyHistory history, int number, string parameter, Domain domain);

    /// <summary>True when the sampler, with so short a history, still draws at random.</summary>
    bool IsRandom(StudyHistory history);

    /// <summary>How many trials it could choose at most; null for any number.</summary>
    int? Trials => null;
}
