using System.Globalization;
using SkiaSharp;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>How much each parameter decides, as bars.</summary>
public sealed class ImportanceFigure(IReadOnlyList<ImportanceShare> shares) : Figure
{
    const int Row = 24;

    /// <summary>The height that the bars need, points.</summary>
    public int Height => 48 + Row * shares.Count;

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        Ink.Text(canvas, "importance of the parameters (permutation on a random forest)", 12, 24, 15);
        using var fill = Ink.Fill(SKColor.Parse("#0072B2"));
        var most = Math.Max(1e-9, shares.Max(one => one.Share));
        for (var i = 0; i < shares.Count; i++)
        {
            var top = 40 + i * Row;
            var length = (float)(shares[i].Share / most) * (width - 230);
            Ink.Text(canvas, Ink.Fit(shares[i].Parameter, 130, 12), 144, top + 13, 12, 1);
            canvas.DrawRect(152, top, Math.Max(1, length), Row - 7, fill);
            Ink.Text(canvas, (100 * shares[i].Share).ToString("0.#", CultureInfo.InvariantCulture) + " %", 158 + length, top + 13, 11);
        }
    }
}
