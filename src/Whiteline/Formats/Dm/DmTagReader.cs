namespace Whiteline.Formats.Dm;

// The DM3 and DM4 structure is not published by its maker; this follows the description of C. Boothroyd
// (https://www.er-c.org/cbb/info/dmformat/) and the files that we have. A file is a tree of tags with counts and lengths that may lie:
// the walk keeps its own stack, checks every length against the file, keeps only the tags that lead to images, and holds no array.

/// <summary>What was found in the tags of a file.</summary>
/// <param name="Version">3 or 4.</param>
/// <param name="BigEndian">Byte order of the values.</param>
/// <param name="Root">The tags that lead to images: ImageList and Thumbnails.</param>
/// <param name="Damage">Where and why the walk stopped before the end, or null.</param>
/// <param name="Stray">Tags of unknown kind that were stepped over.</param>
sealed record DmTags(int Version, bool BigEndian, DmTag Root, string? Damage, int Stray);

/// <summary>Walks the tags of a DM3 or DM4 file.</summary>
sealed class DmTagReader
{
    const int GroupTag = 20;
    const int DataTag = 21;
    const int MaxDepth = 128;
    const int MaxTags = 1_000_000;
    const int MaxStray = 100;
    const int KeptNameBytes = 256;
    const long MaxKeptNameBytes = 64L << 20;

    readonly DmCursor cursor;
    readonly DmValueReader values;
    readonly int version;
    readonly Stack<Frame> open = new();
    int tags;
    int stray;
    long nameBytes;

    DmTagReader(DmCursor cursor, int version, bool bigEndian)
    {
        (this.cursor, this.version) = (cursor, version);
        values = new(cursor, version, bigEndian);
    }

    /// <summary>Reads the tags.</summary>
    /// <exception cref="BadInputException">Not a DM3 or DM4 file, or nothing can be read of it.</exception>
    public static DmTags Read(SampleFile file)
    {
        var cursor = new DmCursor(file);
        var root = new DmTag("");
        try
        {
            var version = cursor.Int32();
            if (version is not (3 or 4)) throw DmHeader.UnknownVersion(file.Path, version);
            cursor.Count(version);
            var bigEndian = cursor.Int32() == 0;
            var reader = new DmTagReader(cursor, version, bigEndian);
            return new(version, bigEndian, root, reader.Walk(root), reader.stray);
        }
        catch (DmDamage damage)
        {
            throw DmHeader.Damaged(file.Path, damage.Message);
        }
    }

    string? Walk(DmTag root)
    {
        cursor.Skip(2);
        open.Push(new() { Group = root, Left = cursor.Count(version) });
        try
        {
            while (open.TryPeek(out var frame))
            {
                if (frame.Left-- > 0) ReadTag(frame);
                else Close();
            }
            return null;
        }
        catch (DmDamage damage)
        {
            return damage.Message;
        }
    }

    void Close()
    {
        var frame = open.Pop();
        frame.Group?.Whole = !frame.Strayed;
    }

    void ReadTag(Frame frame)
    {
        var start = cursor.Position;
        if (++tags > MaxTags) throw new DmDamage($"it holds more than {MaxTags} tags");
        var kind = cursor.Byte();
        if (kind is not (GroupTag or DataTag))
        {
            StepOver(start, $"byte {start} starts no tag", null);
            return;
        }
        var name = cursor.Name(cursor.Int16(), KeptNameBytes);
        var bytes = version == 4 ? cursor.Count(version) : -1;
        var after = version == 4 && bytes >= 0 && bytes <= cursor.Left ? cursor.Position + bytes : (long?)null;
        var kept = frame.Group is { } group && (open.Count > 1 || name is "ImageList" or "Thumbnails") ? group : null;
        if (kept is not null && (nameBytes += name.Length) > MaxKeptNameBytes) throw new DmDamage("the names of its tags fill more than 64 MB");
        if (kind == GroupTag) Enter(name, kept);
        else if (values.TryRead(name, kept is not null, out var tag, out var problem))
        {
            if (tag is not null) kept?.Add(tag);
        }
        else StepOver(start, problem, after);
    }

    void Enter(string name, DmTag? parent)
    {
        cursor.Skip(2);
        var count = cursor.Count(version);
        if (count < 0) throw new DmDamage($"the group '{name}' claims {count} tags");
        if (open.Count >= MaxDepth) throw new DmDamage($"its groups are nested more than {MaxDepth} deep");
        var group = parent is null ? null : new DmTag(name);
        if (group is not null) parent!.Add(group);
        open.Push(new() { Group = group, Left = count });
    }

    // A tag of unknown kind has a length in DM4; in DM3 the next tag is searched for by its shape.
    void StepOver(long start, string problem, long? after)
    {
        if (++stray > MaxStray || DmResync.NextTag(cursor, version, start, after) is not { } next) throw new DmDamage(problem);
        cursor.Position = next;
        open.Peek().Strayed = true;
    }

    sealed class Frame
    {
        public DmTag? Group { get; init; }
        public long Left { get; set; }
        public bool Strayed { get; set; }
    }
}
