using System.Globalization;
using Whiteline.Spectra;

namespace Whiteline.Formats.Text;

/// <summary>A labelled dataset as text: a header with <c>label</c>, optionally <c>group</c> and <c>synthetic</c> (0 or 1), and the energies in eV; one spectrum a line.</summary>
static class CsvDataset
{
    public static LabeledSpectra Read(string path, bool resample)
    {
        var table = CsvTable.Read(path);
        var label = ColumnOf(table, "label");
        if (label < 0) throw BadInputException.In(path, "it has no column 'label'", "A labelled dataset has a header: label, optionally group, and the energies in eV.");
        var group = ColumnOf(table, "group");
        var synthetic = ColumnOf(table, "synthetic");
        var (energies, columns) = EnergiesOf(table);
        if (columns.Length < 2)
            throw BadInputException.In(path, $"its header has a 'label' and {(columns.Length == 0 ? "no energies" : "one energy")}: it holds no labelled spectra", "A labelled dataset has a header: label, optionally group, and the energies in eV.");
        var samples = new double[table.Rows.Count * columns.Length];
        for (var row = 0; row < table.Rows.Count; row++)
            for (var c = 0; c < columns.Length; c++) samples[row * columns.Length + c] = table.Single(row, columns[c]);
        ChannelOrder.Rising(energies, samples);
        var even = resample ? EvenSteps.Put(energies, samples, "eV", path) : UniformSteps.Of(energies, "eV", path);
        var axis = new EnergyAxis(even.Offset, even.Scale, even.Size);
        var intensity = Array.ConvertAll(samples, value => (float)value);
        var labels = table.Rows.ConvertAll(row => row[label]);
        return labels.FindIndex(string.IsNullOrWhiteSpace) is var unlabelled and >= 0
            ? throw BadInputException.In(path, $"spectrum {unlabelled} has an empty label", "Label every spectrum, for example Fe2+.")
            : new(axis, intensity, labels, group < 0 ? null : table.Rows.ConvertAll(row => row[group]))
            {
                Synthetic = synthetic < 0 ? null : [.. table.Rows.Select((row, i) => Mark(row[synthetic], i, path))],
            };
    }

    static bool Mark(string cell, int row, string path) => cell.Trim().ToLowerInvariant() switch
    {
        "1" or "true" => true,
        "0" or "false" or "" => false,
        _ => throw BadInputException.In(path, $"spectrum {row} has '{cell}' in the column 'synthetic'", "Write 1 for a spectrum that a generator made and 0 for a measured one."),
    };

    public static void Write(string path, LabeledSpectra spectra) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.Write(spectra.Groups is null ? "label" : "label,group");
        if (spectra.Synthetic is not null) writer.Write(",synthetic");
        foreach (var energy in spectra.Axis.Energies()) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{Math.Round(energy, 9):R}"));
        writer.WriteLine();
        for (var i = 0; i < spectra.Count; i++)
        {
            writer.Write(CsvLine.Cell(spectra.Labels[i]));
            if (spectra.Groups is { } groups) writer.Write("," + CsvLine.Cell(groups[i]));
            if (spectra.Synthetic is not null) writer.Write(spectra.IsSynthetic(i) ? ",1" : ",0");
            foreach (var value in spectra[i]) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{value:R}"));
            writer.WriteLine();
        }
    });

    /// <summary>The energies in the header and the columns that they head.</summary>
    public static (double[] Energies, int[] Columns) EnergiesOf(CsvTable table)
    {
        var energies = new List<double>();
        var columns = new List<int>();
        for (var c = 0; c < table.Columns; c++)
        {
            if (!table.TryNumber(table.Header![c], out var energy)) continue;
            energies.Add(energy);
            columns.Add(c);
        }
        return ([.. energies], [.. columns]);
    }

    static int ColumnOf(CsvTable table, string name) =>
        table.Header is null ? -1 : Array.FindIndex(table.Header, cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase));
}
