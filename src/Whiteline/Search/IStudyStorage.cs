namespace Whiteline.Search;

/// <summary>Where studies are kept. Several workers, each with a storage of its own on the same data, may share a study: what changes more than one thing is atomic.</summary>
public interface IStudyStorage : IDisposable
{
    /// <summary>The storage in words, for messages.</summary>
    string Location { get; }

    /// <summary>The key of the study of a name, which is made when it is not there.</summary>
    /// <exception cref="BadInputException">The study is there with other directions, or the storage cannot be used.</exception>
    long Open(string name, IReadOnlyList<Direction> directions);

    /// <summary>Sets a remark on a study, key and JSON text; one that is there is replaced.</summary>
    void Remark(long study, string key, string json);

    /// <summary>The remarks on a study: a JSON text by key.</summary>
    IReadOnlyDictionary<string, string> Remarks(long study);

    /// <summary>Trials that are not over among the known ones, and all newer ones, by number.</summary>
    /// <param name="study">The study's key.</param>
    /// <param name="known">The trials that the caller already has.</param>
    IReadOnlyList<TrialRecord> Changed(long study, IReadOnlyList<TrialRecord> known);

    /// <summary>
    /// Takes a waiting trial, or makes the next one unless enough are complete, pruned, running or waiting: atomic, so that no two workers have the same trial and none too many are made.
    /// </summary>
    /// <param name="study">The study's key.</param>
    /// <param name="enough">The number of trials that the study is to have.</param>
    /// <returns>The trial, now running, or null.</returns>
    TrialRecord? Claim(long study, int enough);

    /// <summary>Writes parameters of a running trial beside those that it has, all at once.</summary>
    /// <exception cref="BadInputException">A parameter's values are of another kind than in the other trials of the study.</exception>
    void AddParameters(TrialRecord trial, IReadOnlyDictionary<string, Setting> parameters);

    /// <summary>Writes a report of a running trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="at">The step that it has come to.</param>
    /// <param name="value">The first objective's value so far.</param>
    void Report(TrialRecord trial, int at, double value);

    /// <summary>Sets a remark on a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="key">The remark's name.</param>
    /// <param name="json">Its JSON text.</param>
    /// <param name="system">True for one of samplers, pruners and workers.</param>
    void Remark(TrialRecord trial, string key, string json, bool system);

    /// <summary>Ends a trial.</summary>
    /// <returns>False when it was not running any more, such as after another worker took this one for dead: the result is then dropped.</returns>
    bool Finish(TrialRecord trial, TrialState state, IReadOnlyList<double> values);

    /// <summary>Says that the worker of a running trial is alive.</summary>
    void Beat(TrialRecord trial);

    /// <summary>Fails the running trials whose worker was silent too long, and makes a waiting trial with the same parameters for each: atomic.</summary>
    /// <param name="study">The study's key.</param>
    /// <param name="silence">How long a worker may be silent.</param>
    /// <returns>How many were failed.</returns>
    int FailSilent(long study, TimeSpan silence);

    /// <summary>Fails one running trial and makes a waiting one with its parameters: atomic.</summary>
    void GiveBack(TrialRecord trial);
}
