namespace Whiteline.Formats.Dm;

/// <summary>A tag of a DM file: a group of tags, a number, a few numbers (a struct), or an array that stays in the file.</summary>
sealed class DmTag(string name)
{
    static readonly IReadOnlyList<DmTag> None = [];
    List<DmTag>? children;

    /// <summary>Its name; empty for the members of a list.</summary>
    public string Name { get; } = name;

    /// <summary>The tags of a group, in the file's order.</summary>
    public IReadOnlyList<DmTag> Children => children ?? None;

    /// <summary>The value of a number.</summary>
    public double? Number { get; init; }

    /// <summary>The values of a small struct.</summary>
    public double[]? Numbers { get; init; }

    /// <summary>An array's place in the file.</summary>
    public DmArray? Array { get; init; }

    /// <summary>False for a group that was cut short or that held a tag of unknown kind.</summary>
    public bool Whole { get; set; }

    public void Add(DmTag child) => (children ??= []).Add(child);

    /// <summary>The tag at a path below this one, or null.</summary>
    public DmTag? Find(params ReadOnlySpan<string> path)
    {
        var tag = this;
        foreach (var part in path)
        {
            tag = tag.Child(part);
            if (tag is null) return null;
        }
        return tag;
    }

    DmTag? Child(string name)
    {
        foreach (var child in Children)
            if (string.Equals(child.Name, name, StringComparison.Ordinal)) return child;
        return null;
    }
}

/// <summary>An array in the file.</summary>
/// <param name="Position">Its first byte.</param>
/// <param name="Count">Elements.</param>
/// <param name="ElementType">The code of their type; of no meaning for structs.</param>
/// <param name="Bytes">Bytes of all.</param>
sealed record DmArray(long Position, long Count, int ElementType, long Bytes);
