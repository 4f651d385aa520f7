using System.Globalization;
using Whiteline.Spectra;

namespace Whiteline.Formats.Text;

/// <summary>
/// Tables of text. Columns: the first is the energy, in eV unless its header names other units, each further one a spectrum; several are one line
/// scan, named by the header. Or rows: the header holds the energies (and may name a label and a group), each line is a spectrum. Written with the
/// energy in the first column.
/// </summary>
/// <param name="resample">True to put energies with uneven steps on even ones; false to refuse them.</param>
public sealed class CsvFormat(bool resample = false) : ISpectrumFormat, ISpectrumWriter
{
    /// <inheritdoc/>
    public string Name => "CSV";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => CsvTable.LooksLikeOne(head);

    /// <inheritdoc/>
    public SignalParts Keeps => SignalParts.SpectralAxis | SignalParts.SpectrumNames;

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path)
    {
        var table = CsvTable.Read(path);
        if (table.Columns < 2) throw BadInputException.In(path, "it has one column", "Give the energy in eV in the first column and intensities in the next.");
        return [HasRows(table) ? Rows(table) : Columns(table)];
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default)
    {
        if (signals.Count != 1) throw BadInputException.In(path, $"a .csv file holds one signal, not {signals.Count}", "A .hspy file holds them all.");
        var signal = signals[0];
        if (signal.Kind == SignalKind.Image || signal.Axes.Count > 2)
            throw BadInputException.In(path, $"a .csv file holds one spectrum or one line scan, and {signal.Called()} is {(signal.Kind == SignalKind.Image ? "an image" : "a spectrum image")} of {string.Join(" × ", signal.Shape)}", "Write .hspy or .npz.");
        var (axis, count) = (SpectralUnits.InEv(signal.Axes[^1]), signal.Axes.Count == 2 ? signal.Axes[0].Size : 1);
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        var names = Enumerable.Range(0, count).Select(i => signal.SpectrumNames?[i] ?? (count == 1 ? "intensity" : CsvHeader.NameOf(i)));
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', names.Prepend(CsvHeader.EnergyCell(axis)).Select(CsvLine.Cell)));
            for (var c = 0; c < axis.Size; c++)
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Write(Math.Round(axis.Offset + c * axis.Scale, 9).ToString("R", CultureInfo.InvariantCulture));
                for (var i = 0; i < count; i++) writer.Write("," + samples[i * axis.Size + c].ToString("R", CultureInfo.InvariantCulture));
                writer.WriteLine();
            }
        });
    }

    static bool HasRows(CsvTable table) =>
        table.Header is { } header && !CsvHeader.HeadsColumns(header) && header.Count(cell => table.TryNumber(cell, out _)) >= 2;

    Signal Columns(CsvTable table)
    {
        var (channels, count) = (table.Rows.Count, table.Columns - 1);
        var energies = new double[channels];
        for (var row = 0; row < channels; row++) energies[row] = table.Number(row, 0);
        var samples = new double[count * channels];
        for (var column = 0; column < count; column++)
            for (var row = 0; row < channels; row++) samples[column * channels + row] = table.Sample(row, column + 1);
        var axis = OnAxis(table, energies, samples, table.Header is { } header ? CsvHeader.UnitsOf(header[0]) : "eV");
        return Signal(table, axis, count == 1 ? null : count, samples, CsvHeader.Names(table.Header));
    }

    Signal Rows(CsvTable table)
    {
        var (energies, columns) = CsvDataset.EnergiesOf(table);
        var samples = new double[table.Rows.Count * columns.Length];
        for (var row = 0; row < table.Rows.Count; row++)
            for (var c = 0; c < columns.Length; c++) samples[row * columns.Length + c] = table.Sample(row, columns[c]);
        return Signal(table, OnAxis(table, energies, samples, "eV"), table.Rows.Count, samples, null);
    }

    SignalAxis OnAxis(CsvTable table, double[] energies, double[] samples, string? units) =>
        resample ? EvenSteps.Put(energies, samples, units, table.Path) : UniformSteps.Of(energies, units, table.Path);

    static Signal Signal(CsvTable table, SignalAxis axis, int? spectra, double[] samples, string[]? names) =>
        new(
            Path.GetFileNameWithoutExtension(table.Path),
            spectra is null ? SignalKind.Spectrum : SignalKind.SpectrumImage,
            [.. spectra is { } count ? (SignalAxis[])[new(null, 0, 1, count, null)] : [], axis],
            "float64",
            new MemorySampleSource(samples))
        {
            SpectrumNames = names,
        };
}
