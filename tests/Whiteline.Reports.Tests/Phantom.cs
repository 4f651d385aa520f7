using Whiteline.Learning;
using Whiteline.Maps;
using Whiteline.Spectra;

namespace Whiteline.Reports.Tests;

/// <summary>A core-shell particle in vacuum.</summary>
static class Phantom
{
    internal static OxidationMap Map(int rows, int columns, params string[] labels)
    {
        if (labels.Length == 0) labels = ["Fe2+", "Fe3+"];
        var probabilities = new double[rows * columns * labels.Length];
        var abstained = new Abstention?[rows * columns];
        for (var pixel = 0; pixel < abstained.Length; pixel++)
        {
            var y = (pixel / columns + 0.5) / rows - 0.5;
            var x = (pixel % columns + 0.5) / columns - 0.5;
            var radius = Math.Sqrt(x * x + y * y);
            if (radius > 0.45) abstained[pixel] = Abstention.SignalTooWeak;
            var core = 0.5 + 0.48 * Math.Tanh((0.25 - radius) * 12);
            probabilities[pixel * labels.Length] = core;
            probabilities[pixel * labels.Length + 1] = 1 - core;
        }
        return new(rows, columns, labels, probabilities, abstained)
        {
            RowAxis = new("y", 0, 1.5, rows, "nm"),
            ColumnAxis = new("x", 0, 1.5, columns, "nm"),
        };
    }

    internal static MapResult Result(OxidationMap map, string finding = "The energy axis read 8.0 eV low and was corrected.")
    {
        var axis = new EnergyAxis(650, 0.25, 400);
        float[] Lines(double shift) => [.. axis.Energies().Select(e => (float)(900 * Math.Exp(-Math.Pow((e - 708 - shift) / 1.8, 2)) + 350 * Math.Exp(-Math.Pow((e - 721 - shift) / 2.2, 2)) + (e > 706 ? 120 : 0)))];
        float[] background = [.. axis.Energies().Select(e => (float)(3000 * Math.Pow(e / 650, -3)))];
        float[] raw = [.. Lines(0).Zip(background, (a, b) => a + b)];
        return new(map,
            [new("Fe2+", axis, Lines(0)), new("Fe3+", axis, Lines(1.7))],
            [new("Raw", axis, raw), new("After background", axis, Lines(0)), new("After the whole recipe", axis, [.. Lines(0).Select(v => v / 900)])],
            new("Fitted background", axis, background), [finding],
            new("Whiteline 0.1.0", "whiteline map fe.model cube.dm3", DateTimeOffset.UnixEpoch, [new("cube.dm3", 12, "ab12")],
                [new("background", "A power law was fitted from 655 to 699 eV and taken off.", [])], 7));
    }
}
