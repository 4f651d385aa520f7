using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>Long names and narrow windows.</summary>
public sealed class LayoutTests
{
    const string LongName = "Fe2O3_haematite_reference_of_the_second_session_without_any_blank_in_its_name";

    // Of a heading or number that was broken inside, the text takes more lines than one.
    const string Broken = """
        [...document.querySelectorAll('td.n, th.n, td.word')].filter(cell => !cell.textContent.includes('_') && !cell.textContent.includes(' ')).filter(cell => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return range.getBoundingClientRect().height > 1.8 * parseFloat(getComputedStyle(cell).fontSize);
        }).map(cell => cell.textContent)
        """;

    [Fact]
    public async Task Numbers_stay_whole_beside_long_names_and_narrow_pages_do_not_overflow()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        var spectra = PhantomDataset.Make(new PhantomDatasetOptions([new("Fe2+", 15), new("Fe2.67+", 15), new("Fe3+", 15)]), new Seed(3));
        LabeledSpectraFile.Write(folder.File("fe.npz"), new(spectra.Axis, spectra.Intensity.ToArray(), [.. spectra.Labels.Select(label => label == "Fe3+" ? LongName : label)]));
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Widen(390);
        await page.Go($"{server.Url}/train");
        await page.Tick("fe.npz");
        await page.Choose("Hold out", "Stratified");
        await page.Press("Cross-validate");
        await page.Until("document.querySelector('td.n')");
        await Screenshots.Take(page, "long-names");
        var broken = (await page.Value(Broken))!.AsArray().Select(one => one!.GetValue<string>());
        await page.Go($"{server.Url}/data");
        await page.Until("document.querySelector('fieldset input')");
        await page.Tick("fe.npz");
        await page.Press("Embed by UMAP");
        await page.Until("document.querySelectorAll('.key').length === 3");

        Assert.Empty(broken);
        Assert.Equal(390, (await page.Value("document.documentElement.scrollWidth"))!.GetValue<int>());
        Assert.True((await page.Value("document.querySelector('figure.scatter').offsetWidth"))!.GetValue<int>() > 300);
        Assert.Empty(page.Errors);
    }
}
