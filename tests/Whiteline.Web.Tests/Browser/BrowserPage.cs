using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Whiteline.Web.Tests.Browser;

/// <summary>What a visitor does on a page: goes to addresses, presses, chooses, types, moves the mouse; and collects what goes wrong in it.</summary>
sealed class BrowserPage
{
    // A search of twelve points takes more than a minute where two processors are shared.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    // Events on their way to the server and not yet answered, counted where the page sends them and hears of them.
    const string CountEvents = """
        window.unanswered = 0;
        const send = WebSocket.prototype.send;
        const times = (data, word) => new TextDecoder('latin1').decode(data).split(word).length - 1;
        const heard = new WeakSet();
        WebSocket.prototype.send = function (data) {
          if (!heard.has(this)) {
            heard.add(this);
            window.unanswered = 0;
            this.addEventListener('message', message => { if (typeof message.data !== 'string') window.unanswered -= times(message.data, 'JS.EndInvokeDotNet'); });
          }
          if (typeof data !== 'string') window.unanswered += times(data, 'BeginInvokeDotNetFromJS');
          send.call(this, data);
        };
        """;

    readonly IPage page;
    readonly ConcurrentQueue<string> errors = new();

    BrowserPage(IPage page)
    {
        this.page = page;
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Enqueue(message.Text);
        };
    }

    /// <summary>A page that nothing was opened in yet.</summary>
    public static async Task<BrowserPage> Of(IPage page)
    {
        await page.AddInitScriptAsync(CountEvents);
        return new(page);
    }

    /// <summary>Errors of scripts and refusals by the content policy, since the page was opened.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Runs a script in every page before its own.</summary>
    public Task Before(string script) => page.AddInitScriptAsync(script);

    /// <summary>A tab that begins with what this one keeps for itself, as one that is duplicated does.</summary>
    public async Task<BrowserPage> Twin()
    {
        var twin = await page.RunAndWaitForPopupAsync(() => page.EvaluateAsync("() => { window.open(location.href); }"));
        return await Of(twin);
    }

    /// <summary>Lets pages write into the clipboard, and read it.</summary>
    public Task GrantClipboard() => page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

    public Task Go(string url) => page.GotoAsync(url);

    /// <summary>The page is shown as a visitor with this setting sees it: <c>light</c> or <c>dark</c>.</summary>
    public Task Prefer(string scheme) => page.EmulateMediaAsync(new() { ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light });

    /// <summary>The value of an expression, as JSON; a promise is waited for.</summary>
    public async Task<JsonNode?> Value(string expression) => await page.EvaluateAsync<JsonElement?>($"() => ({expression})") is { } value ? JsonNode.Parse(value.GetRawText()) : null;

    /// <summary>Waits until an expression is true.</summary>
    public async Task Until(string expression)
    {
        var end = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            try
            {
                if ((await Value($"!!({expression})"))!.GetValue<bool>()) return;
            }
            catch (PlaywrightException) when (DateTimeOffset.UtcNow < end)
            {
                // The page is on its way to another.
            }
            if (DateTimeOffset.UtcNow > end) throw new TimeoutException($"Not so within {Patience.TotalSeconds} s: {expression}. The page says: {await page.InnerTextAsync("body")}. Errors: {string.Join("; ", errors)}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Presses the button whose text begins so, once it can be pressed.</summary>
    public async Task Press(string text)
    {
        var button = $"[...document.querySelectorAll('button')].find(one => one.textContent.trim().startsWith({JsonSerializer.Serialize(text)}) && !one.disabled)";
        await Until(button);
        await Value($"{button}.click()");
        await Settle();
    }

    /// <summary>Chooses an entry of the list with this label.</summary>
    public async Task Choose(string label, string entry)
    {
        var list = $"{Labelled(label)}?.querySelector('select')";
        await Until($"[...({list})?.options ?? []].some(one => one.value === {JsonSerializer.Serialize(entry)})");
        await Value($"(() => {{ const list = {list}; list.value = {JsonSerializer.Serialize(entry)}; list.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()");
        await Settle();
    }

    /// <summary>Types into the field that a selector names.</summary>
    public async Task Type(string selector, string text)
    {
        await Until($"document.querySelector({JsonSerializer.Serialize(selector)})");
        var field = page.Locator(selector).First;
        await field.FillAsync(text);
        await field.DispatchEventAsync("change");
        await Settle();
    }

    /// <summary>Presses keys one after another, where the focus is.</summary>
    public async Task Keys(params string[] keys)
    {
        foreach (var key in keys) await page.Keyboard.PressAsync(key);
        await Settle();
    }

    /// <summary>Gives a file to the field that a selector names, and does not wait for what comes of it.</summary>
    public Task Give(string selector, string path) => page.Locator(selector).First.SetInputFilesAsync(path);

    /// <summary>Ticks the box with this label.</summary>
    public async Task Tick(string label)
    {
        await Until(Labelled(label));
        await Value($"{Labelled(label)}.querySelector('input').click()");
        await Settle();
    }

    /// <summary>Makes the window so wide, in pixels.</summary>
    public Task Widen(int width) => page.SetViewportSizeAsync(width, 800);

    /// <summary>Moves the mouse over an element until an expression is true, as one does who waits for an answer.</summary>
    public async Task PointUntil(string selector, string expression)
    {
        var end = DateTimeOffset.UtcNow + Patience;
        for (var step = 0; !(await Value($"!!({expression})"))!.GetValue<bool>(); step++)
        {
            if (DateTimeOffset.UtcNow > end) throw new TimeoutException($"Not so within {Patience.TotalSeconds} s of pointing at {selector}: {expression}.");
            await Point(selector, 0.45 + 0.1 * (step % 2), 0.5);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Moves the mouse to a part of an element, which is scrolled into view: 0, 0 is its upper left corner, 1, 1 the lower right one.</summary>
    public async Task Point(string selector, double across, double down)
    {
        var element = page.Locator(selector).First;
        await element.EvaluateAsync("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })");
        var box = (await element.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync((float)(box.X + across * box.Width), (float)(box.Y + down * box.Height));
    }

    /// <summary>Presses a part of an element with the mouse.</summary>
    public async Task PressAt(string selector, double across, double down)
    {
        await Point(selector, across, down);
        await page.Mouse.DownAsync();
        await page.Mouse.UpAsync();
        await Settle();
    }

    /// <summary>Writes what is seen as PNG, or the whole page.</summary>
    public async Task Save(string path, bool whole)
    {
        // What stays at the top of the window is to stand at the top of the page.
        if (whole) await page.EvaluateAsync("scrollTo(0, 0)");
        await page.ScreenshotAsync(new() { Path = path, FullPage = whole });
    }

    // A visitor sees what came of one act before the next. Blazor drops an event that is sent while an earlier one still waits, where that one draws the page anew.
    Task Settle() => Until("window.unanswered === 0");

    static string Labelled(string label) => $"[...document.querySelectorAll('label')].find(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim() === {JsonSerializer.Serialize(label)}) || one.textContent.trim() === {JsonSerializer.Serialize(label)})";
}
