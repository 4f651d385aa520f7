using Microsoft.JSInterop;

namespace Whiteline.Web.Components.Parts;

/// <summary>
/// The object in the browser that draws a part of a page. The page may be left at any moment: what still draws on it then is broken off by a cancellation, which
/// Blazor takes for no error.
/// </summary>
sealed class BrowserPart : IAsyncDisposable
{
    readonly TaskCompletionSource<IJSObjectReference> ready = new();
    bool isGone;

    /// <summary>The object, once it is there; cancelled once it is gone.</summary>
    public Task<IJSObjectReference> Handle => isGone ? Task.FromCanceled<IJSObjectReference>(new(canceled: true)) : ready.Task;

    /// <summary>Makes the object by the function <c>create</c> of a script.</summary>
    public async Task Create(IJSRuntime browser, string script, params object?[] arguments)
    {
        await using var module = await browser.InvokeAsync<IJSObjectReference>("import", script);
        if (isGone) return;
        try
        {
            var handle = await module.InvokeAsync<IJSObjectReference>("create", arguments);
            if (isGone) await Drop(handle);
            else ready.SetResult(handle);
        }
        catch (JSException) when (isGone)
        {
            // Its place on the page went before it came.
        }
    }

    /// <summary>Does something with the object.</summary>
    /// <exception cref="OperationCanceledException">It is gone.</exception>
    public async Task Call(string function, params object?[] arguments) => await (await Handle).InvokeVoidAsync(function, arguments);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        isGone = true;
        if (ready.Task.IsCompletedSuccessfully) await Drop(ready.Task.Result);
        else ready.TrySetCanceled();
    }

    // Tells it to clean up, and forgets it; a browser that has gone has cleaned up already.
    static async Task Drop(IJSObjectReference handle)
    {
        try
        {
            await handle.InvokeVoidAsync("dispose");
            await handle.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or JSException or OperationCanceledException)
        {
            // Nothing is left to clean up.
        }
    }
}
