namespace Whiteline.Preprocessing;

/// <summary>Whether the background is removed.</summary>
public enum BackgroundMode
{
    /// <summary>Removed where the file still has one: the window is on the axis and holds more than a trace of the edge's height.</summary>
    IfPresent,

    /// <summary>Removed; a window outside the axis is an error.</summary>
    Required,

    /// <summary>Left alone.</summary>
    None,
}
