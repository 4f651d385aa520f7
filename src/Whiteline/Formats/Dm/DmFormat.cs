using Whiteline.Spectra;

namespace Whiteline.Formats.Dm;

/// <summary>
/// DigitalMicrograph files (Gatan), versions 3 and 4, read only. Every image of a file is listed except its thumbnails. Axes and samples are in
/// C order (rows, columns, channels). Complex samples read as their modulus; packed complex and RGB images are listed and refused by name.
/// </summary>
public sealed class DmFormat : ISpectrumFormat
{
    readonly int version;

    DmFormat(int version)
    {
        this.version = version;
        Name = $"DM{version}";
        Extensions = [$".dm{version}"];
    }

    /// <summary>Version 3: lengths of 32 bits.</summary>
    public static DmFormat Dm3 { get; } = new(3);

    /// <summary>Version 4: lengths of 64 bits. Also recognises files of other versions, to say so.</summary>
    public static DmFormat Dm4 { get; } = new(4);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; }

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var found = DmHeader.VersionOf(head);
        return found == version || (version == 4 && found is not (0 or 3));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path)
    {
        using var file = new SampleFile(path);
        var tags = DmTagReader.Read(file);
        var images = tags.Root.Find("ImageList")?.Children ?? [];
        var thumbnails = Thumbnails(tags, images);
        var reader = new DmImage(file, tags, FileWarnings(tags));
        var signals = new List<Signal>();
        try
        {
            for (var i = 0; i < images.Count; i++)
                if (!thumbnails.Contains(i) && reader.Read(images[i]) is { } signal) signals.Add(signal);
        }
        catch
        {
            signals.ForEach(signal => signal.Dispose());
            throw;
        }
        if (signals.Count > 0) return signals;
        throw tags.Damage is { } damage
            ? DmHeader.Damaged(path, damage)
            : BadInputException.In(path, "it holds no image", "Open it in GMS to see what it holds.");
    }

    static List<string> FileWarnings(DmTags tags)
    {
        var warnings = new List<string>();
        if (tags.Stray > 0) warnings.Add($"The file holds {tags.Stray} tag(s) of unknown kind, which were stepped over.");
        if (tags.Damage is { } damage) warnings.Add($"The file is damaged or cut short behind what was read: {damage}.");
        return warnings;
    }

    // The tag Thumbnails lists the thumbnails by their index; one that lists every image is not believed. Where the tag is lost, an RGB
    // image ahead of others is taken for the thumbnail, as GMS writes it first.
    static HashSet<int> Thumbnails(DmTags tags, IReadOnlyList<DmTag> images)
    {
        var listed = tags.Root.Find("Thumbnails")?.Children
            .Select(entry => entry.Find("ImageIndex")?.Number)
            .Where(index => index >= 0 && index < images.Count)
            .Select(index => (int)index!.Value)
            .ToHashSet();
        if (listed is { Count: > 0 } && listed.Count < images.Count) return listed;
        return images.Count > 1 && images[0].Find("ImageData", "DataType")?.Number is 8 or 23 && listed is null ? [0] : [];
    }
}
