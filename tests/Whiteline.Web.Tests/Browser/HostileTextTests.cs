using Whiteline.Hdf5;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>Text from a file is shown as text.</summary>
public sealed class HostileTextTests
{
    const string Title = "<script>window.wasRun = 1</script><img src=x onerror='window.wasRun = 2'><b>bold</b>";

    [Fact]
    public async Task A_script_in_a_files_title_is_shown_and_not_run()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        SignalAxis[] axes = [new("<i>y</i>", 0, 1, 2, "nm"), new("x", 0, 1, 2, "<u>nm</u>"), new("Energy loss", 700, 0.5, 8, "eV")];
        new HspyFormat().Write(folder.File("title.hspy"), [new Signal(Title, SignalKind.SpectrumImage, axes, "float32", new MemorySampleSource(new float[32]))]);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();

        await browser.Page.Go(server.Url);
        await browser.Page.Choose("File", "title.hspy");
        await browser.Page.Until("[...document.querySelectorAll('th')].some(one => one.textContent === 'Title')");
        var shown = await browser.Page.Value("[...document.querySelectorAll('th')].find(one => one.textContent === 'Title').nextElementSibling.textContent");
        var made = await browser.Page.Value("document.querySelectorAll('main img, main b, main i, main u').length");
        var ran = await browser.Page.Value("window.wasRun ?? 0");

        Assert.Equal(Title, (string)shown!);
        Assert.Equal(0, made!.GetValue<int>());
        Assert.Equal(0, ran!.GetValue<int>());
    }
}
