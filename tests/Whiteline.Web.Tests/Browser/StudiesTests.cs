using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;
using Whiteline.Web.Desk;

namespace Whiteline.Web.Tests.Browser;

/// <summary>Searches, comparisons and generated spectra, begun and looked at in a real browser.</summary>
public sealed class StudiesTests
{
    [Fact]
    public async Task A_search_is_begun_and_shown_with_its_figures()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        WritePhantom(folder.File("fe.npz"));
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/studies");
        await page.Choose("Labelled spectra", "fe.npz");
        await page.Type("input[type=number]", "12");
        await page.Press("Search");
        await page.Until("[...document.querySelectorAll('.files a')].some(one => one.textContent === 'best.wlm')");
        await page.Until("document.querySelector('.note.good')?.textContent.includes('of 12 trials')");
        await page.Until("document.querySelectorAll('.pictures img').length >= 3 && [...document.querySelectorAll('.pictures img')].every(one => one.naturalWidth > 0)");
        await Screenshots.Take(page, "studies-search");

        var study = Assert.Single(SearchView.Read(folder.File("studies/fe-svm/study.db")));
        Assert.Equal(12, study.History.Finished.Count);
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_search_that_is_refused_leaves_no_folder()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        WritePhantom(folder.File("with-groups.npz"));
        var data = LabeledSpectraFile.Read(folder.File("with-groups.npz"));
        LabeledSpectraFile.Write(folder.File("fe.npz"), new(data.Axis, data.Intensity.ToArray(), data.Labels));
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/studies");
        await page.Choose("Labelled spectra", "fe.npz");
        await page.Press("Search");
        await page.Until("document.body.innerText.includes('does not say which group')");

        Assert.False(Directory.Exists(folder.File("studies")));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_comparison_of_the_command_line_is_shown()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        WritePhantom(folder.File("fe.npz"));
        File.WriteAllText(folder.File("plan.json"), """{ "classifiers": ["svm-linear", "nearest-mean"], "windows": ["L23"], "normalisations": ["max"], "trainings": ["Plain"], "alignments": ["None"], "focus": [], "folds": 2 }""");
        await ServeProcess.Run(folder.Path, "whiteline compare fe.npz --plan plan.json --out small");
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/studies");
        await page.Until("document.querySelectorAll('.combinations tbody tr').length === 2");
        await page.Until("document.querySelector('.pictures img')?.naturalWidth > 0");
        await Screenshots.Take(page, "studies-comparison");

        var classifiers = (await page.Value("[...document.querySelectorAll('.combinations tbody tr td:first-child')].map(one => one.textContent)"))!.AsArray().Select(one => one!.GetValue<string>());
        Assert.Equal(["nearest-mean", "svm-linear"], classifiers.Order());
        // What the command line and the report say in words stands above the table.
        var verdicts = ComparisonVerdicts.In(folder.File("small"), default)!;
        var claims = (await page.Value("[...document.querySelectorAll('.claims tbody tr')].map(row => [...row.cells].map(cell => cell.textContent).join('|'))"))!.AsArray().Select(one => one!.GetValue<string>());
        Assert.Equal(verdicts.Findings.Select(finding => $"{finding.Claim}|{ComparisonReport.Words(finding.Verdict)}|{finding.Evidence}"), claims);
        Assert.True((await page.Value("document.body.innerText"))!.GetValue<string>().Contains(verdicts.Summary[0], StringComparison.Ordinal));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Generated_spectra_are_shown_beside_measured_ones()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        WritePhantom(folder.File("fe.npz"));
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/data");
        await page.Tick("fe.npz");
        await page.Choose("Make spectra by", "pca");
        await page.Press("Make synthetic spectra");
        await page.Until("document.querySelector('.note.good')?.textContent.includes('synthetic/fe-pca.npz')");
        await page.Tick("fe.npz");
        await page.Tick("synthetic/fe-pca.npz");
        await page.Press("Embed by UMAP");
        await page.Until("document.querySelector('figure.scatter') && !document.querySelector('.split.halves').classList.contains('hidden')");
        await page.Choose("Colour by", "made");
        await page.Until("[...document.querySelectorAll('.key')].map(one => one.textContent.trim()).join() === 'measured,synthetic'");
        await page.Value("document.querySelector('figure.scatter .canvas').dispatchEvent(new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true }))");
        await page.Until("document.querySelector('.readout').textContent.includes('synthetic ones dashed')");
        await Screenshots.Take(page, "data");

        Assert.Contains("Fe2+, synthetic (270)", (await page.Value("document.querySelector('.u-legend').innerText"))!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(page.Errors);
    }

    static void WritePhantom(string file) => LabeledSpectraFile.Write(file, PhantomDataset.Make(new PhantomDatasetOptions([new("Fe2+", 30), new("Fe3+", 30)]), new Seed(3)));
}
