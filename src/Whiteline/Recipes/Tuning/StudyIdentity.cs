using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Whiteline.Search;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Tuning;

/// <summary>
/// What the values of a study depend on beside the parameters: the spectra, what the search leaves as it is, the space that points are taken from, and how a point is scored. It stays with
/// the study, so that a worker with other spectra, settings or space is turned away instead of mixing what cannot be compared.
/// </summary>
public sealed class StudyIdentity
{
    const string Key = "whiteline:made_for";

    readonly SortedDictionary<string, string> parts;
    readonly string sampler;

    /// <summary>Describes a search.</summary>
    /// <param name="data">The spectra.</param>
    /// <param name="basis">What the search leaves as it is.</param>
    /// <param name="space">What the search chooses.</param>
    /// <param name="by">How it chooses.</param>
    /// <param name="split">How spectra are held out.</param>
    /// <param name="objectives">What is made best.</param>
    /// <param name="seed">The seed, which decides the divisions.</param>
    public StudyIdentity(LabeledSpectra data, TuningBasis basis, SearchSpace space, ISampler by, SplitPlan split, IReadOnlyList<TuningObjective> objectives, ulong seed)
    {
        sampler = by.Name;
        parts = new(StringComparer.Ordinal)
        {
            ["data"] = HashOf(data),
            ["settings"] = $"{basis.Model}; {basis.Plan with { Trainer = new Learning.Svm.SvmTrainer(basis.Machine) }}; {Hyperparameters(basis)}; {basis.Training}; {JsonSerializer.Serialize(basis.Network)}",
            ["space"] = SearchSpaceJson.Write(space),
            // Points drawn at random and by the estimator may stand in one study; a grid counts the trials before it, and would leave points out.
            ["sampler"] = by is GridSampler ? by.Name : "any but a grid",
            ["split"] = $"{split}",
            ["objectives"] = string.Join(',', objectives),
            ["seed"] = $"{seed}",
        };
    }

    /// <summary>A few letters that another search will not have.</summary>
    public string Short => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(parts)} {sampler}")))[..8];

    /// <summary>What the remarks on a study say of the search that made it: <c>settings</c>, <c>split</c>, <c>objectives</c> and the like; empty for somebody else's study.</summary>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> remarks) =>
        remarks.TryGetValue(Key, out var json) ? JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [] : [];

    /// <summary>Marks a study with this identity, or finds that it has it already. A study that somebody else's program made has none and takes it.</summary>
    /// <exception cref="BadInputException">The study was made for other spectra, settings or another space; says which.</exception>
    public void Claim(Study study)
    {
        if (Of(study.Remarks()) is { Count: > 0 } known)
        {
            string[] other = [.. parts.Where(part => known.TryGetValue(part.Key, out var value) && value != part.Value).Select(part => part.Key)];
            if (other.Length > 0)
                throw new BadInputException($"The study '{study.History.Name}' was begun with other {string.Join(" and other ", other)}, so its values cannot be compared with those of this search. Give this search a name of its own (--study), or the same spectra and options as the study.");
        }
        else
        {
            study.Remark(Key, parts);
        }
    }

    // The trainer in words names what its own kernel has; points may take another kernel, and networks another number of copies.
    static string Hyperparameters(TuningBasis basis) =>
        FormattableString.Invariant($"C = {basis.Machine.C:R}, gamma = {basis.Machine.Gamma:R}, coef0 = {basis.Machine.Coef0:R}, degree = {basis.Machine.Degree}, copies for networks = {basis.NetworkCopies}");

    static string HashOf(LabeledSpectra data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{data.Axis.OffsetEv:R},{data.Axis.DispersionEv:R},{data.Axis.Count}\n{string.Join('\n', data.Labels)}\n{string.Join('\n', data.Groups ?? [])}")));
        for (var i = 0; i < data.Count; i++) hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(data[i]));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
