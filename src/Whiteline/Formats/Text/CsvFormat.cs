using System.Globalization;
using Whiteline.Spectra;

namespace Whiteline.Formats.Text;

/// <summary>
/// Tables of text. Columns: the first is the energy in eV, each further one a spectrum. Or rows: the header holds the energies (and may
/// name a label and a group), each line is a spectrum. Written with the energy in the first column.
/// </summary>
/// <param name="resample">True to put columns whose energies have uneven steps on even ones; false to refuse them.</param>
public sealed class CsvFormat(bool resample = false) : ISpectrumFormat, ISpectrumWriter
{
    /// <inheritdoc/>
    public string Name => "CSV";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => CsvTable.LooksLikeOne(head);

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path)
    {
        var table = CsvTable.Read(path);
        var title = Path.GetFileNameWithoutExtension(path);
        if (table.Header is { } header && header.Count(cell => table.TryNumber(cell, out _)) >= 2) return [ByRows(table, title)];
        if (table.Columns < 2) throw BadInputException.In(path, "it has one column", "Give the energy in eV in the first column and intensities in the next.");
        var energies = new double[table.Rows.Count];
        for (var row = 0; row < energies.Length; row++) energies[row] = table.Number(row, 0);
        var axis = resample ? EvenSteps.Over(energies, path) : EnergyAxis.FromEnergies(energies, path);
        return [.. Enumerable.Range(1, table.Columns - 1).Select(column => Column(table, energies, axis, column, title))];
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default)
    {
        if (signals.Count != 1 || signals[0].Kind == SignalKind.Image || signals[0].Axes.Count > 2)
            throw BadInputException.In(path, "a .csv file holds one spectrum or one line scan", "Choose one with --signal, or write .hspy.");
        var (axis, count) = (signals[0].Axes[^1], signals[0].Axes.Count == 2 ? signals[0].Axes[0].Size : 1);
        var samples = new double[signals[0].Samples.Count];
        signals[0].Samples.Read(0, samples);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine("energy" + string.Concat(Enumerable.Range(0, count).Select(i => count == 1 ? ",intensity" : $",spectrum {i}")));
            for (var c = 0; c < axis.Size; c++)
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Write(Math.Round(axis.Offset + c * axis.Scale, 9).ToString("R", CultureInfo.InvariantCulture));
                for (var i = 0; i < count; i++) writer.Write("," + samples[i * axis.Size + c].ToString("R", CultureInfo.InvariantCulture));
                writer.WriteLine();
            }
        });
    }

    Signal Column(CsvTable table, double[] energies, EnergyAxis axis, int column, string title)
    {
        var samples = new double[axis.Count];
        for (var row = 0; row < samples.Length; row++) samples[row] = table.Number(row, column);
        if (resample) samples = EvenSteps.Interpolate(energies, samples, axis);
        return new(table.Columns > 2 && table.Header is { } header ? header[column] : title, SignalKind.Spectrum, [Energy(axis)], "float64", new MemorySampleSource(samples));
    }

    static Signal ByRows(CsvTable table, string title)
    {
        var (axis, columns) = CsvDataset.EnergiesOf(table);
        var samples = new double[table.Rows.Count * axis.Count];
        for (var row = 0; row < table.Rows.Count; row++)
            for (var c = 0; c < columns.Length; c++) samples[row * axis.Count + c] = table.Number(row, columns[c]);
        return new(title, SignalKind.SpectrumImage, [new(null, 0, 1, table.Rows.Count, null), Energy(axis)], "float64", new MemorySampleSource(samples));
    }

    static SignalAxis Energy(EnergyAxis axis) => new("Energy loss", axis.OffsetEv, axis.DispersionEv, axis.Count, "eV");
}
