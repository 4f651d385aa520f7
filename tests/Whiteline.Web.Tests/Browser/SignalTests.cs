using Whiteline.Hdf5;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A file that holds several signals, such as low loss and core loss acquired together.</summary>
public sealed class SignalTests
{
    const string Shown = "[...document.querySelectorAll('label')].find(one => one.textContent.trim().startsWith('Signal'))?.querySelector('select').selectedOptions[0].textContent";

    [Fact]
    public async Task The_list_names_the_signal_that_is_shown_and_the_others_can_be_chosen()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        new HspyFormat().Write(folder.File("dual.hspy"), [Image("low loss", -10, 16), Image("core loss", 700, 32)]);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        await page.Choose("File", "dual.hspy");
        await page.Until(Title("core loss"));
        await page.Until($"{Shown} === '1: core loss, 2 × 3 × 32'");
        await page.Choose("Signal", "0");
        await page.Until(Title("low loss"));
        await page.Until($"{Shown} === '0: low loss, 2 × 3 × 16'");
        // The other pages work with it, and say so.
        foreach (var other in new[] { "prepare", "label", "map" })
        {
            await page.Go($"{server.Url}/{other}");
            await page.Until($"{Shown} === '0: low loss, 2 × 3 × 16'");
        }

        Assert.Empty(page.Errors);
    }

    static Signal Image(string title, double fromEv, int channels) => new(
        title, SignalKind.SpectrumImage, [new("y", 0, 1, 2, "nm"), new("x", 0, 1, 3, "nm"), new("Energy loss", fromEv, 0.5, channels, "eV")], "float32", new MemorySampleSource(new float[6 * channels]));

    static string Title(string title) => $"[...document.querySelectorAll('th')].find(one => one.textContent === 'Title')?.nextElementSibling.textContent === '{title}'";
}
