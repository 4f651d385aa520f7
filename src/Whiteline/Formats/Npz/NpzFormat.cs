using Whiteline.Spectra;

namespace Whiteline.Formats.Npz;

/// <summary>
/// Several NumPy arrays (<c>.npz</c>). With an array <c>energy</c> every array of numbers whose last axis has its length is a spectrum or spectrum
/// image on that axis: so a labelled dataset (<c>intensity</c>, <c>energy</c>, <c>label</c>) is one signal, a spectrum a row. Energies are in eV, or
/// in what a text <c>energy_units</c> says; an empty one is an axis that is not calibrated. A text <c>name</c> (n) names the spectra.
/// Without energies each array is listed as <see cref="NpyFormat"/> does.
/// </summary>
public sealed class NpzFormat : ISpectrumFormat, ISpectrumWriter
{
    const string Energy = "energy";
    const string Units = "energy_units";
    const string Names = "name";

    /// <inheritdoc/>
    public string Name => "NPZ";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".npz"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8) && head.IndexOf(".npy"u8) is > 0 and < 300;

    /// <inheritdoc/>
    public SignalParts Keeps => SignalParts.SpectralAxis | SignalParts.SpectrumNames;

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path)
    {
        var arrays = NpzArchive.Read(path);
        var numeric = arrays.Where(pair => !pair.Value.IsText && pair.Value.Count > 0).ToArray();
        if (numeric.Length == 0) throw BadInputException.In(path, "it holds no array of numbers", "Give an archive with an array `intensity` and an array `energy`.");
        if (!arrays.TryGetValue(Energy, out var energies) || energies.IsText || energies.Shape.Length != 1)
            return [.. numeric.Select(pair => ArraySignals.Uncalibrated(pair.Key, pair.Value.Shape, pair.Value.TypeName, pair.Value.ToSamples()))];
        var axis = UniformSteps.Of(energies.ToDoubles(), UnitsIn(arrays), path);
        var names = arrays.TryGetValue(Names, out var texts) && texts is { IsText: true, Shape.Length: 1 } ? texts.ToStrings() : null;
        var signals = numeric.Where(pair => pair.Key != Energy && pair.Value.Shape is [.., var last] && last == axis.Size).Select(pair => ArraySignals.OnAxis(pair.Key, pair.Value, axis, names)).ToArray();
        return signals.Length > 0 ? signals : throw Mismatch(path, axis.Size, numeric);
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default)
    {
        if (signals.Count != 1) throw BadInputException.In(path, $"an .npz file of Whiteline's holds one signal, not {signals.Count}", "A .hspy file holds them all.");
        var signal = signals[0];
        var arrays = new List<KeyValuePair<string, NpyArray>> { new("intensity", ArraySignals.ToArray(signal, path)) };
        if (signal.Kind != SignalKind.Image)
        {
            var axis = SpectralUnits.InEv(signal.Axes[^1]);
            arrays.Add(new(Energy, new([.. Enumerable.Range(0, axis.Size).Select(i => axis.Offset + i * axis.Scale)], axis.Size)));
            if (axis.Units != "eV") arrays.Add(new(Units, new([SpectralUnits.AreGiven(axis.Units) ? axis.Units! : ""])));
        }
        if (signal.SpectrumNames is { } names) arrays.Add(new(Names, new(names, names.Count)));
        NpzArchive.Write(path, arrays, cancellation);
    }

    static string? UnitsIn(IReadOnlyDictionary<string, NpyArray> arrays) =>
        !arrays.TryGetValue(Units, out var units) || units is not { IsText: true, Count: 1 } ? "eV" : units.ToStrings()[0] is { Length: > 0 } text ? text : null;

    static BadInputException Mismatch(string path, int channels, KeyValuePair<string, NpyArray>[] arrays)
    {
        var others = arrays.Where(pair => pair.Key != Energy).Select(pair => $"'{pair.Key}' is ({string.Join(", ", pair.Value.Shape)})").ToArray();
        return BadInputException.In(
            path,
            $"'{Energy}' has {channels} channels and {(others.Length > 0 ? $"no array has as many in its last dimension: {string.Join(", ", others)}" : "is the only array of numbers")}",
            "Give intensities of shape (…, channels).");
    }
}
