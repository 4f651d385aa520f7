namespace Whiteline.Web.Desk;

/// <summary>
/// Gives every page that is loaded a desk of its own. It begins as the desk that its tab had before, so that a page that is loaded again finds it as it was; in a
/// new tab, as the one given out last.
/// </summary>
sealed class TabDesks
{
    const int MostTabs = 100, LongestName = 64;

    readonly Lock gate = new();
    readonly List<(string Tab, WorkDesk Desk)> desks = [];
    WorkDesk last = new();

    /// <summary>A desk for a page.</summary>
    /// <param name="tab">What its tab calls itself; null or empty where it says nothing.</param>
    public WorkDesk Next(string? tab)
    {
        lock (gate)
        {
            var mine = desks.FindIndex(one => one.Tab == tab);
            last = (mine < 0 ? last : desks[mine].Desk).Copy();
            if (mine >= 0) desks.RemoveAt(mine);
            if (tab is { Length: > 0 and <= LongestName }) desks.Add((tab, last));
            if (desks.Count > MostTabs) desks.RemoveAt(0);
            return last;
        }
    }
}
