using Whiteline.Formats;

namespace Whiteline.Reports;

/// <summary>A folder that receives the files of a result, each whole or not at all. It is made when it is not there; files of the same names are replaced.</summary>
/// <param name="folder">The folder.</param>
sealed class ResultFolder(string folder)
{
    readonly List<string> written = [];

    /// <summary>The paths written, in order.</summary>
    public IReadOnlyList<string> Written => written;

    /// <summary>Writes a text.</summary>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public void Text(string name, string text)
    {
        AtomicFile.WriteText(Path.Combine(folder, name), text);
        written.Add(Path.Combine(folder, name));
    }

    /// <summary>Writes a figure as PNG and as SVG.</summary>
    /// <param name="name">Name of the files without extension.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Width, points.</param>
    /// <param name="height">Height, points.</param>
    /// <param name="scale">Pixels a point, of the PNG.</param>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public void Picture(string name, Figure figure, int width, int height, double scale = 2)
    {
        var png = Path.Combine(folder, name + ".png");
        AtomicFile.Write(png, stream => stream.Write(figure.Png(width, height, scale)));
        written.Add(png);
        Text(name + ".svg", figure.Svg(width, height));
    }
}
