using System.Text.Json.Nodes;
using Whiteline.Hdf5;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A visitor in a real browser: open, calibrate, remove the background, cluster, label, train, map, download. The map is the command line's.</summary>
public sealed class WholeWayTests
{
    [Fact]
    public async Task A_measured_nanocube_is_mapped_as_the_command_line_maps_it()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);

        await Go(folder => File.Copy(SharedData.PathOf("fe_oxide_nanocube_si.dm3"), Path.Combine(folder, "cube.dm3")), "cube.dm3", "8.", "nanocube");
    }

    [Fact]
    public async Task A_phantom_is_mapped_as_the_command_line_maps_it()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);

        await Go(WritePhantom, "phantom.hspy", "was left as it is", "phantom");
    }

    static async Task Go(Action<string> prepare, string file, string calibrated, string pictures)
    {
        using var folder = new TemporaryFolder();
        using var copy = new TemporaryFolder();
        prepare(folder.Path);
        prepare(copy.Path);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await Explore(page, server.Url, file, pictures);
        await Prepare(page, server.Url, calibrated, pictures);
        await Label(page, server.Url, pictures);
        await Train(page, server.Url, pictures);
        var downloaded = await Map(page, server.Url, file, pictures);
        await page.Go($"{server.Url}/jobs");
        await page.Until("document.querySelectorAll('.command code').length === 4");
        await Screenshots.Take(page, $"{pictures}-work");
        var commands = (await page.Value("[...document.querySelectorAll('.command code')].map(one => one.textContent)"))!.AsArray().Select(one => one!.GetValue<string>()).Reverse().ToArray();
        foreach (var command in commands) await ServeProcess.Run(copy.Path, command);

        var expected = Directory.GetFiles(copy.Path, "map.hspy", SearchOption.AllDirectories);
        AssertSame(Assert.Single(expected), downloaded, folder);
        Assert.Empty(page.Errors);
    }

    static async Task Explore(BrowserPage page, string url, string file, string pictures)
    {
        await page.Go(url);
        await page.Choose("File", file);
        await page.Until("document.querySelector('.readout').textContent.startsWith('row')");
        await page.Point("figure.image canvas", 0.4, 0.4);
        await page.Until("[...document.querySelectorAll('.u-legend .u-label')].some(one => one.textContent === 'under the mouse')");
        await Screenshots.Take(page, $"{pictures}-explore");
    }

    static async Task Prepare(BrowserPage page, string url, string calibrated, string pictures)
    {
        await page.Go($"{url}/prepare");
        await page.Press("Suggest steps for Fe");
        await page.Until($"[...document.querySelectorAll('.steps .hint')].some(one => one.textContent.includes({JsonValue.Create(calibrated)!.ToJsonString()}))");
        await page.Until("[...document.querySelectorAll('.steps .hint')].some(one => one.textContent.includes('A power-law background was fitted in 655:699 eV of each spectrum and subtracted.'))");
        await page.Until("document.querySelectorAll('.window').length === 2");
        await Screenshots.Take(page, $"{pictures}-prepare");
    }

    static async Task Label(BrowserPage page, string url, string pictures)
    {
        await page.Go($"{url}/label");
        await page.Press("Find clusters");
        await page.Until("[...document.querySelectorAll('select')].some(list => list.value === 'clusters')");
        await page.Type("input[aria-label='Name of cluster 1']", "Fe2.67+");
        await page.Type("input[aria-label='Name of cluster 2']", "Fe2+");
        await page.Press("Write the dataset");
        await page.Until("document.querySelector('.note.good')?.textContent.includes('Fe2.67+')");
        await Screenshots.Take(page, $"{pictures}-label");
    }

    static async Task Train(BrowserPage page, string url, string pictures)
    {
        await page.Go($"{url}/train");
        await page.Until("document.querySelector('fieldset input[type=checkbox]')");
        await page.Value("document.querySelector('fieldset input[type=checkbox]').click()");
        await page.Press("Train");
        await page.Until("[...document.querySelectorAll('h2')].some(one => one.textContent === 'Model card')");
        await Screenshots.Take(page, $"{pictures}-train");
    }

    static async Task<byte[]> Map(BrowserPage page, string url, string file, string pictures)
    {
        await page.Go($"{url}/map");
        await page.Until("[...document.querySelectorAll('.picker select')[0]?.options ?? []].some(one => one.value.endsWith('.wlm'))");
        await page.Choose("Model", (string)(await page.Value("[...document.querySelectorAll('.picker select')[0].options].find(one => one.value.endsWith('.wlm')).value"))!);
        await page.Choose("Spectrum image", file);
        await page.Press("Make the map");
        await page.Until("[...document.querySelectorAll('.files a')].some(one => one.textContent === 'map.hspy')");
        await page.PointUntil("figure.image canvas", "document.querySelectorAll('.readout meter').length === 2");
        await Screenshots.Take(page, $"{pictures}-map");
        // Loading the page again finds the map where it was.
        await page.Go($"{url}/map");
        await page.Until("[...document.querySelectorAll('.files a')].some(one => one.textContent === 'map.hspy')");
        var address = (string)(await page.Value("[...document.querySelectorAll('.files a')].find(one => one.textContent === 'map.hspy').href"))!;
        using var http = new HttpClient();
        return await http.GetByteArrayAsync(new Uri(address), TestContext.Current.CancellationToken);
    }

    static void AssertSame(string expected, byte[] downloaded, TemporaryFolder folder)
    {
        var saved = folder.File("downloaded.hspy");
        File.WriteAllBytes(saved, downloaded);
        var (theirs, ours) = (new HspyFormat().Open(expected), new HspyFormat().Open(saved));
        Assert.Equal(theirs.Select(signal => signal.Title), ours.Select(signal => signal.Title));
        foreach (var (mine, other) in ours.Zip(theirs))
        {
            Assert.Equal(other.Axes, mine.Axes);
            Assert.Equal(Samples(other), Samples(mine));
            mine.Dispose();
            other.Dispose();
        }
    }

    static float[] Samples(Signal signal)
    {
        var samples = new float[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }

    static void WritePhantom(string folder)
    {
        var phantom = PhantomImage.Make(new PhantomImageOptions { Rows = 24, Columns = 24 }, new Seed(7));
        var image = phantom.Image;
        SignalAxis[] axes = [image.RowAxis!, image.ColumnAxis!, new("Energy loss", image.Axis.OffsetEv, image.Axis.DispersionEv, image.Axis.Count, "eV")];
        new HspyFormat().Write(Path.Combine(folder, "phantom.hspy"), [new Signal(image.Title, SignalKind.SpectrumImage, axes, "float32", image.Samples)]);
    }
}
