using Whiteline.Spectra;

namespace Whiteline.Formats.Npz;

/// <summary>
/// Several NumPy arrays (<c>.npz</c>). With an array <c>energy</c> (eV) every array of numbers whose last axis has its length is a spectrum
/// or spectrum image on that axis: so a labelled dataset (<c>intensity</c>, <c>energy</c>, <c>label</c>) is one signal, a spectrum a row.
/// Without it each array is listed as <see cref="NpyFormat"/> does.
/// </summary>
public sealed class NpzFormat : ISpectrumFormat, ISpectrumWriter
{
    const string Energy = "energy";

    /// <inheritdoc/>
    public string Name => "NPZ";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".npz"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8) && head.IndexOf(".npy"u8) is > 0 and < 300;

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path)
    {
        var arrays = NpzArchive.Read(path);
        var numeric = arrays.Where(pair => !pair.Value.IsText && pair.Value.Count > 0).ToArray();
        var signals = arrays.TryGetValue(Energy, out var energies) && !energies.IsText && energies.Shape.Length == 1
            ? OnAxis(numeric, EnergyAxis.FromEnergies(energies.ToDoubles(), path))
            : [.. numeric.Select(pair => ArraySignals.Uncalibrated(pair.Key, pair.Value.Shape, pair.Value.TypeName, pair.Value.ToSamples()))];
        return signals.Length > 0 ? signals : throw BadInputException.In(path, "it holds no array of numbers", "Give an archive with an array `intensity` and an array `energy`.");
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default)
    {
        if (signals.Count != 1) throw BadInputException.In(path, $"an .npz file of Whiteline's holds one signal, not {signals.Count}", "Choose one with --signal, or write .hspy.");
        var signal = signals[0];
        var arrays = new List<KeyValuePair<string, NpyArray>> { new("intensity", ArraySignals.ToArray(signal, path)) };
        if (signal.Kind != SignalKind.Image)
        {
            var axis = signal.Axes[^1];
            arrays.Add(new(Energy, new([.. Enumerable.Range(0, axis.Size).Select(i => axis.Offset + i * axis.Scale)], axis.Size)));
        }
        NpzArchive.Write(path, arrays, cancellation);
    }

    static Signal[] OnAxis(KeyValuePair<string, NpyArray>[] arrays, EnergyAxis energy) =>
        [.. arrays.Where(pair => pair.Key != Energy && pair.Value.Shape is [.., var last] && last == energy.Count)
            .Select(pair => ArraySignals.WithEnergy(pair.Key, pair.Value, energy))];
}
