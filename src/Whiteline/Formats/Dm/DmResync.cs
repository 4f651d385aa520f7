namespace Whiteline.Formats.Dm;

/// <summary>Finds the next tag after one that cannot be understood.</summary>
static class DmResync
{
    const int SearchBytes = 1 << 16;
    const int MaxName = 128;

    /// <summary>Where the next tag starts, or null.</summary>
    /// <param name="cursor">The file.</param>
    /// <param name="version">3 or 4.</param>
    /// <param name="start">Where the tag that cannot be understood starts.</param>
    /// <param name="after">Where it ends by its own account (DM4), or null.</param>
    public static long? NextTag(DmCursor cursor, int version, long start, long? after)
    {
        if (after is { } end && LooksLikeTag(cursor, version, end)) return end;
        var limit = Math.Min(cursor.Length, start + SearchBytes);
        for (var at = start + 1; at < limit; at++)
            if (LooksLikeTag(cursor, version, at)) return at;
        return null;
    }

    static bool LooksLikeTag(DmCursor cursor, int version, long at)
    {
        cursor.Position = at;
        if (cursor.Left < 16) return false;
        var kind = cursor.Byte();
        if (kind is not (20 or 21)) return false;
        var length = cursor.Int16();
        var size = version == 4 ? 8 : 0;
        if (length > MaxName || cursor.Left < length + size + 4) return false;
        foreach (var letter in cursor.Take(length))
            if (letter < 0x20) return false;
        cursor.Skip(size);
        var then = cursor.Take(4);
        return kind == 21 ? then.SequenceEqual("%%%%"u8) : length > 0 && then[0] <= 1 && then[1] <= 1;
    }
}
