using System.Globalization;
using Whiteline.Hdf5;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A map with everything that can be asked for, made and read in a real browser. What the page says of a pixel is what the command line writes of it.</summary>
public sealed class MixedMapTests
{
    const int Size = 16;

    // Where the test points at, of Size × Size pixels.
    const int Row = 8, Column = 6;

    [Fact]
    public async Task The_page_says_of_a_pixel_what_the_command_line_writes()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        var film = PhantomImage.Make(new PhantomImageOptions { Rows = Size, Columns = Size, Kind = PhantomKind.Gradient }, new Seed(3));
        new HspyFormat().Write(folder.File("film.hspy"), [film.ToSignal()]);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/map");
        await page.Choose("Model", "built-in:Mn");
        await page.Choose("Spectrum image", "film.hspy");
        await page.Type("input[placeholder='none']", "0.1");
        await page.Tick("How far the axis may be off before a label changes");
        await page.Tick("Fractions: each state's share of the white-line intensity");
        await page.Type("input[placeholder='all of the element']", "Mn2+,Mn3+,Mn4+");
        await page.Press("Make the map");
        await page.Until("[...document.querySelectorAll('.files a')].some(one => one.textContent === 'fractions.csv')");
        var command = (string)(await page.Value("document.querySelector('.command code').textContent"))!;
        await ServeProcess.Run(folder.Path, command.Replace("maps/film", "cli", StringComparison.Ordinal));
        await page.PointUntil("figure.image canvas", "document.querySelector('[data-of=fractions]')");
        await page.Point("figure.image canvas", 0.5 + (Column + 0.5 - Size / 2.0) / Size * await Square(page), (Row + 0.5) / Size);
        await page.Until($"document.querySelector('.panel strong').textContent === 'row {Row}, column {Column}:'");
        await page.Choose("Show", "mean valence (least squares)");
        await page.Until("document.querySelector('.image .title').textContent === 'Mean valence (least squares)'");
        await Screenshots.Take(page, "mixed-map", whole: true);

        Assert.Contains("--error-rate 0.1 --survival --fractions --states Mn2+,Mn3+,Mn4+", command, StringComparison.Ordinal);
        var verdict = Cells(folder.File("cli/map.csv"), _ => true);
        Assert.Equal(verdict["set"].Replace(" ", " or ", StringComparison.Ordinal), await Words(page, "[data-of=set] strong"));
        Assert.Contains($"{Number(verdict["survivesToEv"]):0.0} eV", await Words(page, "[data-of=survival] strong"), StringComparison.Ordinal);
        var fractions = new[] { "mlls", "network", "ratio" }.Select(method => Cells(folder.File("cli/fractions.csv"), row => row["method"] == method)).ToArray();
        foreach (var (name, place) in new[] { ("Mn2+", 1), ("Mn3+", 2), ("Mn4+", 3), ("mean valence", 4) })
            Assert.Equal(
                string.Join('|', fractions.Select(of => FormattableString.Invariant($"{Number(of[name]):0.00} {Number(of[name + " lower"]):0.00}–{Number(of[name + " upper"]):0.00}")).Prepend(name)),
                await Words(page, $"[data-of=fractions] tbody tr:nth-child({place})"));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Every_plane_of_a_map_can_be_shown()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        new HspyFormat().Write(folder.File("film.hspy"), [PhantomImage.Make(new PhantomImageOptions { Rows = Size, Columns = Size, Kind = PhantomKind.Gradient }, new Seed(3)).ToSignal()]);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/map");
        await page.Choose("Model", "built-in:Mn");
        await page.Choose("Spectrum image", "film.hspy");
        await page.Tick("Fractions: each state's share of the white-line intensity");
        await page.Press("Make the map");
        await page.Until("[...document.querySelectorAll('.files a')].some(one => one.textContent === 'fractions.csv')");
        await page.Choose("Show", "mean valence (least squares)");
        await page.Until("document.querySelector('.image .title').textContent === 'Mean valence (least squares)'");
        await page.Until("!document.querySelector('.scale').hidden");
        var scale = await Words(page, ".scale");
        await Screenshots.Take(page, "valence-map");
        await page.Choose("Show", "agreement");
        await page.Until("document.querySelector('.scale').hidden");
        await page.Until("document.querySelector('tr:has(.swatch) td:nth-child(2)') !== null");
        var agreeing = await Words(page, "tr:has(.swatch) td:nth-child(2)");
        await Screenshots.Take(page, "agreement-map", whole: true);

        Assert.Equal("2|4", scale.Replace("||", "|", StringComparison.Ordinal));
        var written = File.ReadAllLines(Directory.GetFiles(folder.Path, "fractions.csv", SearchOption.AllDirectories)[0]);
        Assert.Equal($"{written.Count(line => line.Contains(",mlls,", StringComparison.Ordinal) && line.EndsWith(",All", StringComparison.Ordinal))}", agreeing);
        Assert.Empty(page.Errors);
    }

    // The image is as high as its canvas, which is wider: which part of the width it takes.
    static async Task<double> Square(BrowserPage page) => (await page.Value("(one => one.clientHeight / one.clientWidth)(document.querySelector('figure.image canvas'))"))!.GetValue<double>();

    // Children of an element, with bars between them; the words of an element without any.
    static async Task<string> Words(BrowserPage page, string selector) =>
        (string)(await page.Value($"(one => (one.children.length ? [...one.children].map(child => child.textContent) : [one.textContent]).map(text => text.trim().replace(/\\s+/g, ' ')).join('|'))(document.querySelector('{selector}'))"))!;

    static Dictionary<string, string> Cells(string file, Func<Dictionary<string, string>, bool> which)
    {
        var lines = File.ReadAllLines(file);
        var names = lines[0].Split(',');
        return lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second)).First(row => row["row"] == $"{Row}" && row["column"] == $"{Column}" && which(row));
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
