using Whiteline.Formats.Npz;
using Whiteline.Formats.Text;
using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>
/// Labelled datasets on disk: a NumPy archive with <c>intensity</c> float32 (n, channels), <c>energy</c> float64 (channels) in eV, <c>label</c>
/// text (n), and optionally <c>group</c> text (n), <c>synthetic</c> (n; true for what a generator made) and <c>provenance</c> (one JSON text); or a CSV with
/// one spectrum a row.
/// </summary>
public static class LabeledSpectraFile
{
    /// <summary>True when the file is a labelled dataset, judged by its content.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            return IsNpz(FileHead.Read(path))
                ? NpzArchive.Read(path, name => name == "label").ContainsKey("label") && !IsTruth(path)
                : CsvTable.HasLabels(path);
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    /// <summary>True for the truth of a simulated image, which labels pixels (rows, columns) and holds no spectra.</summary>
    public static bool IsTruth(string path)
    {
        try
        {
            return IsNpz(FileHead.Read(path)) && NpzArchive.Read(path, name => name is "label" or "share") is var arrays
                && arrays.GetValueOrDefault("label") is { Shape.Length: 2 } && arrays.GetValueOrDefault("share") is { Shape.Length: 3 };
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    /// <summary>True when <see cref="Write"/> knows the extension of a file name.</summary>
    public static bool CanWrite(string path) => Path.GetExtension(path).ToLowerInvariant() is ".npz" or ".csv";

    /// <summary>Reads a dataset.</summary>
    /// <exception cref="BadInputException">It is no labelled dataset, or an array is missing, of the wrong shape, or holds a value that is not finite.</exception>
    public static LabeledSpectra Read(string path) => Read(path, resample: false);

    /// <summary>Reads a dataset.</summary>
    /// <param name="path">The file.</param>
    /// <param name="resample">True to put a text table whose energies have uneven steps on even ones; false to refuse it.</param>
    /// <exception cref="BadInputException">It is no labelled dataset, or an array is missing, of the wrong shape, or holds a value that is not finite.</exception>
    public static LabeledSpectra Read(string path, bool resample)
    {
        ArgumentNullException.ThrowIfNull(path);
        var head = FileHead.Read(path);
        if (CompressedFile.Refusal(path, head) is { } compressed) throw compressed;
        if (IsNpz(head)) return ReadNpz(path);
        // Text holds no zero byte, unless it is UTF-16, which begins with its mark.
        if (head.Contains((byte)0) && head is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
            throw BadInputException.In(path, "it is no labelled dataset: neither an .npz archive nor text", "Give a .npz or .csv with labels; `whiteline dataset cluster` makes one of a spectrum image.");
        return CsvDataset.Read(path, resample);
    }

    /// <summary>Writes a dataset, atomically, by the file's extension: <c>.npz</c> or <c>.csv</c>.</summary>
    /// <exception cref="BadInputException">The extension is another, or the file cannot be written.</exception>
    public static void Write(string path, LabeledSpectra spectra)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(spectra);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npz":
                WriteNpz(path, spectra);
                break;
            case ".csv":
                CsvDataset.Write(path, spectra);
                break;
            default:
                throw BadInputException.In(path, "a labelled dataset is written as .npz or .csv", "Give a name with one of these endings.");
        }
    }

    static LabeledSpectra ReadNpz(string path)
    {
        var arrays = NpzArchive.Read(path, name => name is "intensity" or "energy" or "label" or "group" or "synthetic" or "provenance");
        var intensity = Array(arrays, "intensity", 2, text: false, path);
        var energies = Array(arrays, "energy", 1, text: false, path).ToDoubles();
        var label = Array(arrays, "label", 1, text: true, path);
        if (intensity.Shape[1] != energies.Length)
            throw BadInputException.In(path, $"'intensity' has {intensity.Shape[1]} channels, 'energy' {energies.Length}", "These must agree.");
        if (label.Count != intensity.Shape[0])
            throw BadInputException.In(path, $"'label' has {label.Count} entries for {intensity.Shape[0]} spectra", "Give one label a spectrum.");
        var groups = arrays.ContainsKey("group") ? Array(arrays, "group", 1, text: true, path) : null;
        if (groups is not null && groups.Count != label.Count)
            throw BadInputException.In(path, $"'group' has {groups.Count} entries for {label.Count} spectra", "Give one group a spectrum, or leave the array out.");
        var synthetic = arrays.ContainsKey("synthetic") ? Array(arrays, "synthetic", 1, text: false, path).ToDoubles() : null;
        if (synthetic is not null && synthetic.Length != label.Count)
            throw BadInputException.In(path, $"'synthetic' has {synthetic.Length} entries for {label.Count} spectra", "Give one mark a spectrum, or leave the array out.");
        var samples = intensity.ToSingles();
        ChannelOrder.Rising(energies, samples);
        var axis = EnergyAxis.FromEnergies(energies, path);
        if (System.Array.FindIndex(samples, value => !float.IsFinite(value)) is var bad and >= 0)
            throw BadInputException.In(path, $"the intensity of spectrum {bad / axis.Count}, channel {bad % axis.Count}, is not a finite number", "Remove or mend that spectrum.");
        var labels = label.ToStrings();
        if (System.Array.FindIndex(labels, string.IsNullOrWhiteSpace) is var unlabelled and >= 0)
            throw BadInputException.In(path, $"spectrum {unlabelled} has an empty label", "Label every spectrum, for example Fe2+.");
        return new(axis, samples, labels, groups?.ToStrings())
        {
            Synthetic = synthetic is null ? null : System.Array.ConvertAll(synthetic, mark => mark != 0),
            Provenance = arrays.TryGetValue("provenance", out var provenance) && provenance is { IsText: true, Count: 1 } ? provenance.ToStrings()[0] : null,
        };
    }

    static void WriteNpz(string path, LabeledSpectra spectra)
    {
        var arrays = new List<KeyValuePair<string, NpyArray>>
        {
            new("intensity", new(spectra.Intensity.ToArray(), spectra.Count, spectra.Axis.Count)),
            new("energy", new(spectra.Axis.Energies(), spectra.Axis.Count)),
            new("label", new(spectra.Labels, spectra.Count)),
        };
        if (spectra.Groups is { } groups) arrays.Add(new("group", new(groups, spectra.Count)));
        if (spectra.Synthetic is { } synthetic) arrays.Add(new("synthetic", new(synthetic.ToArray(), spectra.Count)));
        if (spectra.Provenance is { } provenance) arrays.Add(new("provenance", new([provenance])));
        NpzArchive.Write(path, arrays);
    }

    static NpyArray Array(IReadOnlyDictionary<string, NpyArray> arrays, string name, int dimensions, bool text, string path)
    {
        if (!arrays.TryGetValue(name, out var array))
            throw BadInputException.In(path, $"it has no array '{name}'", "A labelled dataset holds intensity (n, channels), energy (channels, eV) and label (n).");
        if (array.IsText != text) throw BadInputException.In(path, $"'{name}' holds {(array.IsText ? "text" : "numbers")}", text ? "Save it as text: array.astype('U')." : "Save it as numbers.");
        if (array.Shape.Length != dimensions)
            throw BadInputException.In(path, $"'{name}' has {array.Shape.Length} dimensions, not {dimensions}", "A labelled dataset holds intensity (n, channels), energy (channels, eV) and label (n).");
        return array.Count > 0 ? array : throw BadInputException.In(path, $"'{name}' is empty", "Give at least one spectrum.");
    }

    static bool IsNpz(byte[] head) => new NpzFormat().Recognises(head);
}
