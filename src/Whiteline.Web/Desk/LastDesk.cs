namespace Whiteline.Web.Desk;

/// <summary>Gives every tab a desk of its own, which begins as the desk given out last is: a page that is loaded again finds it as it was.</summary>
sealed class LastDesk
{
    readonly Lock gate = new();
    WorkDesk last = new();

    /// <summary>A desk for a tab.</summary>
    public WorkDesk Next()
    {
        lock (gate) return last = last.Copy();
    }
}
