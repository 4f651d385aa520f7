using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Whiteline.Web.Tests.Browser;

/// <summary>One page of a Chromium: goes to addresses, runs expressions, moves the mouse, and collects what goes wrong in it.</summary>
sealed class BrowserPage : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ClientWebSocket socket = new();
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> waiting = new();
    readonly ConcurrentQueue<string> errors = new();
    int last;

    /// <summary>Errors of scripts and refusals by the content policy, since the page was opened.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public static async Task<BrowserPage> Open(Uri browser)
    {
        using var http = new HttpClient();
        var targets = await http.GetFromJsonAsync<JsonArray>($"http://127.0.0.1:{browser.Port}/json", TestContext.Current.CancellationToken);
        var page = new BrowserPage();
        await page.socket.ConnectAsync(new(targets!.First(target => (string?)target!["type"] == "page")!["webSocketDebuggerUrl"]!.GetValue<string>()), TestContext.Current.CancellationToken);
        _ = page.Listen();
        foreach (var domain in new[] { "Runtime", "Log", "Page" }) await page.Send($"{domain}.enable");
        await page.Send("Emulation.setDeviceMetricsOverride", new { width = 1280, height = 800, deviceScaleFactor = 1, mobile = false });
        return page;
    }

    public Task Go(string url) => Send("Page.navigate", new { url });

    /// <summary>The page is shown as a visitor with this setting sees it: <c>light</c> or <c>dark</c>.</summary>
    public Task Prefer(string scheme) => Send("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = scheme } } });

    /// <summary>The value of an expression, as JSON; a promise is waited for.</summary>
    public async Task<JsonNode?> Value(string expression)
    {
        var answer = await Send("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        if (answer["exceptionDetails"] is { } failure) throw new InvalidOperationException($"{expression}: {failure.ToJsonString()}");
        return answer["result"]!["value"];
    }

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
            catch (InvalidOperationException) when (DateTimeOffset.UtcNow < end)
            {
                // The page is on its way to another.
            }
            if (DateTimeOffset.UtcNow > end) throw new TimeoutException($"Not so within {Patience.TotalSeconds} s: {expression}. The page says: {await Value("document.body.innerText")}. Errors: {string.Join("; ", errors)}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Presses the button whose text begins so, once it can be pressed.</summary>
    public async Task Press(string text)
    {
        var button = $"[...document.querySelectorAll('button')].find(one => one.textContent.trim().startsWith({JsonSerializer.Serialize(text)}) && !one.disabled)";
        await Until(button);
        await Value($"{button}.click()");
    }

    /// <summary>Chooses an entry of the list with this label.</summary>
    public async Task Choose(string label, string entry)
    {
        var list = $"{Labelled(label)}?.querySelector('select')";
        await Until($"[...({list})?.options ?? []].some(one => one.value === {JsonSerializer.Serialize(entry)})");
        await Value($"(() => {{ const list = {list}; list.value = {JsonSerializer.Serialize(entry)}; list.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()");
    }

    /// <summary>Types into the field that a selector names.</summary>
    public async Task Type(string selector, string text)
    {
        var field = $"document.querySelector({JsonSerializer.Serialize(selector)})";
        await Until(field);
        await Value($"(() => {{ const field = {field}; field.value = {JsonSerializer.Serialize(text)}; field.dispatchEvent(new Event('input', {{ bubbles: true }})); field.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()");
    }

    /// <summary>Ticks the box with this label.</summary>
    public async Task Tick(string label)
    {
        await Until(Labelled(label));
        await Value($"{Labelled(label)}.querySelector('input').click()");
    }

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
        var box = await Value($"(() => {{ const one = document.querySelector({JsonSerializer.Serialize(selector)}); one.scrollIntoView({{ block: 'center', behavior: 'instant' }}); const box = one.getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; }})()");
        var side = box!.AsArray().Select(one => one!.GetValue<double>()).ToArray();
        await Send("Input.dispatchMouseEvent", new { type = "mouseMoved", x = side[0] + across * side[2], y = side[1] + down * side[3] });
    }

    /// <summary>Writes what is seen as PNG.</summary>
    public async Task Save(string path)
    {
        var picture = await Send("Page.captureScreenshot", new { format = "png" });
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(picture["data"]!.GetValue<string>()), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        socket.Dispose();
    }

    static string Labelled(string label) => $"[...document.querySelectorAll('label')].find(one => one.firstChild?.textContent.trim() === {JsonSerializer.Serialize(label)} || one.textContent.trim() === {JsonSerializer.Serialize(label)})";

    async Task<JsonObject> Send(string method, object? parameters = null)
    {
        var id = Interlocked.Increment(ref last);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } });
        await socket.SendAsync(message, WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        return await answer.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    async Task Listen()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        while (socket.State == WebSocketState.Open)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            }
            catch (Exception closed) when (closed is WebSocketException or ObjectDisposedException)
            {
                return;
            }
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            if (message.Length > 0) Take(JsonNode.Parse(message.ToArray())!.AsObject());
            message.SetLength(0);
        }
    }

    void Take(JsonObject message)
    {
        if (message["id"]?.GetValue<int>() is { } id)
        {
            if (!waiting.TryRemove(id, out var answer)) return;
            if (message["error"] is { } refused) answer.SetException(new InvalidOperationException(refused.ToJsonString()));
            else answer.SetResult(message["result"]!.AsObject());
        }
        else if ((string?)message["method"] == "Runtime.exceptionThrown") errors.Enqueue(message["params"]!["exceptionDetails"]!.ToJsonString());
        else if ((string?)message["method"] == "Log.entryAdded" && (string?)message["params"]!["entry"]!["level"] == "error") errors.Enqueue((string)message["params"]!["entry"]!["text"]!);
    }
}
