using Microsoft.JSInterop;

namespace Whiteline.Web.Components.Parts;

/// <summary>Objects that live in the browser.</summary>
static class Handles
{
    /// <summary>Tells one to clean up, and forgets it; a browser that has gone has cleaned up already.</summary>
    public static async Task Drop(IJSObjectReference handle)
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
