namespace Whiteline.Spectra;

/// <summary>
/// Spectra with known labels on one energy axis, in memory: what a classifier learns from. The group (specimen, image or source)
/// is the unit of honest splitting: near copies share a group.
/// </summary>
public sealed class LabeledSpectra : ISpectra
{
    readonly float[] intensity;

    /// <summary>Creates the dataset.</summary>
    /// <param name="axis">The energy axis that all spectra share.</param>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="labels">Shape (n): the ion, such as <c>Fe2+</c> or <c>Fe2.67+</c>.</param>
    /// <param name="groups">Shape (n): where each spectrum came from; null when unknown.</param>
    /// <exception cref="BadInputException">The sizes disagree, a label is empty, or there is no spectrum.</exception>
    public LabeledSpectra(EnergyAxis axis, float[] intensity, IReadOnlyList<string> labels, IReadOnlyList<string>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(intensity);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0) throw new BadInputException("The dataset holds no spectrum. Give at least one.");
        if (intensity.Length != (long)labels.Count * axis.Count)
            throw new BadInputException($"The dataset has {intensity.Length} intensities for {labels.Count} labels × {axis.Count} channels. These must agree.");
        if (groups is not null && groups.Count != labels.Count)
            throw new BadInputException($"The dataset has {groups.Count} groups for {labels.Count} spectra. These must agree.");
        if (labels.Any(string.IsNullOrWhiteSpace))
            throw new BadInputException("The dataset has a spectrum without a label. Label every spectrum, for example Fe2+.");
        Axis = axis;
        this.intensity = intensity;
        Labels = labels;
        Groups = groups;
        Classes = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public EnergyAxis Axis { get; }

    /// <inheritdoc/>
    public int Count => Labels.Count;

    /// <summary>All intensities, shape (n, channels), C order.</summary>
    public ReadOnlyMemory<float> Intensity => intensity;

    /// <summary>Label of each spectrum, shape (n).</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Group of each spectrum, shape (n), or null when unknown.</summary>
    public IReadOnlyList<string>? Groups { get; }

    /// <summary>
    /// Which spectra a generator made, shape (n); null when all are measured. A synthetic spectrum may be trained on; none is ever tested on, for it
    /// tells how well the generator is known and not the specimen.
    /// </summary>
    /// <exception cref="BadInputException">The marks are not one a spectrum.</exception>
    public IReadOnlyList<bool>? Synthetic
    {
        get;
        init
        {
            if (value is not null && value.Count != Count)
                throw new BadInputException($"The dataset has {value.Count} marks of synthetic spectra for {Count} spectra. These must agree.");
            field = value;
        }
    }

    /// <summary>Number of synthetic spectra.</summary>
    public int SyntheticCount => Synthetic?.Count(mark => mark) ?? 0;

    /// <summary>The distinct labels in ordinal order.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Where the data came from and what was done to it: one JSON document, or null.</summary>
    public string? Provenance { get; init; }

    /// <summary>Intensity of one spectrum, shape (channels).</summary>
    public ReadOnlySpan<float> this[int index] => intensity.AsSpan(index * Axis.Count, Axis.Count);

    /// <inheritdoc/>
    public void Read(int first, int count, Span<float> destination) =>
        intensity.AsSpan(first * Axis.Count, count * Axis.Count).CopyTo(destination);

    /// <summary>Always 0: a dataset's axis is already calibrated.</summary>
    public double ShiftEv(int index) => 0;

    /// <summary>The same spectra in coarser groups: each is named by what its group's name has before a text, or by all of it where the text does not occur.</summary>
    /// <param name="text">Such as <c>-</c>, which puts <c>S1-6</c> and <c>S1-7</c> together.</param>
    /// <exception cref="BadInputException">The groups are unknown.</exception>
    public LabeledSpectra GroupedBefore(string text)
    {
        if (Groups is null) throw new BadInputException("The dataset does not say which group each spectrum is from, so groups cannot be joined by their names. Add a group column.");
        return new(Axis, intensity, Labels, [.. Groups.Select(group => group.Split(text, 2)[0])]) { Provenance = Provenance, Synthetic = Synthetic };
    }

    /// <summary>True when a generator made the spectrum.</summary>
    public bool IsSynthetic(int index) => Synthetic?[index] == true;

    /// <summary>The measured spectra alone; this dataset where none is synthetic.</summary>
    /// <exception cref="BadInputException">All are synthetic.</exception>
    public LabeledSpectra WithoutSynthetic()
    {
        if (SyntheticCount == 0) return this;
        int[] measured = [.. Enumerable.Range(0, Count).Where(i => !IsSynthetic(i))];
        return measured.Length > 0 ? Subset(measured) : throw new BadInputException($"All {Count} spectra are synthetic. Nothing can be tested on them; give measured ones.");
    }

    /// <summary>The spectra at the given indices, in that order.</summary>
    public LabeledSpectra Subset(ReadOnlySpan<int> indices)
    {
        var subset = new float[(long)indices.Length * Axis.Count];
        var labels = new string[indices.Length];
        var groups = Groups is null ? null : new string[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            this[indices[i]].CopyTo(subset.AsSpan(i * Axis.Count));
            labels[i] = Labels[indices[i]];
            groups?[i] = Groups![indices[i]];
        }
        var synthetic = Synthetic is null ? null : new bool[indices.Length];
        for (var i = 0; i < indices.Length; i++) synthetic?[i] = IsSynthetic(indices[i]);
        return new(Axis, subset, labels, groups) { Provenance = Provenance, Synthetic = synthetic };
    }
}
