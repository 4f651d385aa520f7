using System.Globalization;

namespace Whiteline.Web.Tests.Browser;

/// <summary>
/// Not a test but a measurement, made when it is asked for (<c>-explicit only</c>) and WHITELINE_HOVER names a folder: how long after the mouse has moved over a large image the spectrum under it is on the screen. What it finds is
/// written into <c>hover.txt</c> there; docs/web.md holds the figures.
/// </summary>
public sealed class HoverTimes
{
    const string Image = "large.hspy";

    const int Moves = 60;

    // From the time of the event to the frame in which the new spectrum is painted: the frame after the plot was drawn has ended when its next task runs.
    const string Watch = """
        (() => {
          const readout = document.querySelector(".readout");
          window.hover = [];
          let moved = 0;
          document.querySelector("figure.image canvas").addEventListener("pointermove", event => { moved = event.timeStamp; }, true);
          new MutationObserver(() => {
            const from = moved, drawn = performance.now();
            requestAnimationFrame(() => setTimeout(() => window.hover.push({ drawn: drawn - from, painted: performance.now() - from, fetched: Number(readout.dataset.milliseconds) })));
          }).observe(readout, { childList: true, characterData: true, subtree: true });
          return true;
        })()
        """;

    [Fact(Explicit = true)]
    public async Task From_the_move_of_the_mouse_to_the_spectrum_on_the_screen()
    {
        var folder = Environment.GetEnvironmentVariable("WHITELINE_HOVER");
        Assert.SkipWhen(folder is not { Length: > 0 }, "WHITELINE_HOVER names no folder to measure in.");
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        if (!File.Exists(Path.Combine(folder!, Image))) await ServeProcess.Run(folder!, $"whiteline simulate image --size 256 --energies 450:961.75:0.25 --out {Image} --quiet");
        await using var server = await ServeProcess.Start(folder!);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        await page.Choose("File", Image);
        await page.Until("document.querySelector('.readout').textContent.startsWith('row')");
        await page.Value(Watch);
        for (var move = 0; move < Moves; move++)
        {
            // Over rows and columns that were not looked at yet.
            await page.Point("figure.image canvas", 0.4 + 0.2 * (move * 37 % Moves) / Moves, 0.1 + 0.8 * move / Moves);
            await page.Until($"window.hover.length > {move}");
        }
        var single = await Times(page);
        await page.Value("window.hover = [], true");
        // As a hand moves: without waiting.
        for (var move = 0; move < 3 * Moves; move++) await page.Point("figure.image canvas", 0.4 + 0.2 * move / (3 * Moves), 0.5 + 0.3 * Math.Sin(move * 0.1));
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        var moving = await Times(page);

        var report = $"one move at a time, then {3 * Moves} moves without waiting; milliseconds\n{single}\n{moving}\n";
        await File.WriteAllTextAsync(Path.Combine(folder!, "hover.txt"), report, TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage(report);
        Assert.Empty(page.Errors);
    }

    static async Task<string> Times(BrowserPage page)
    {
        var seen = (await page.Value("window.hover"))!.AsArray();
        string Of(string what)
        {
            double[] times = [.. seen.Select(one => one![what]!.GetValue<double>()).Order()];
            return string.Create(CultureInfo.InvariantCulture, $"{what}: median {times[times.Length / 2]:0.0}, nine in ten under {times[times.Length * 9 / 10]:0.0}, longest {times[^1]:0.0}");
        }
        return $"{seen.Count} spectra; {Of("fetched")}; {Of("drawn")}; {Of("painted")}";
    }
}
