using Whiteline.Spectra;

namespace Whiteline.Formats.Dm;

/// <summary>Turns an entry of a file's ImageList into a signal.</summary>
sealed class DmImage(SampleFile file, DmTags tags, IReadOnlyList<string> fileWarnings)
{
    const int MaxDimensions = 16;

    readonly DmText text = new(file, tags.BigEndian);

    /// <summary>The signal of an entry; null when the entry holds no image.</summary>
    /// <exception cref="BadInputException">Its numbers contradict each other or the file.</exception>
    public Signal? Read(DmTag image)
    {
        if (image.Find("ImageData") is not { Whole: true } data || data.Find("Data")?.Array is not { } array || array.Count == 0) return null;
        var title = text.Of(image.Find("Name")) ?? "";
        var acquisition = new DmAcquisition(image.Find("ImageTags"), text);
        var axes = DmAxes.From(Dimensions(data, title), acquisition.Format, acquisition.SignalType);
        var kind = DmSampleKind.Of((int)(data.Find("DataType")?.Number ?? 0), array.ElementType);
        return new(title, axes.Kind, axes.Axes, kind.Name, kind.Type is { } type ? Samples(array, axes, type, title) : null)
        {
            Metadata = acquisition.Read() with { IntensityUnits = text.Of(data.Find("Calibrations", "Brightness", "Units")) },
            Warnings = [.. fileWarnings, .. acquisition.Warnings()],
            Refusal = kind.Refusal is null ? null : $"'{title}' in '{file.Path}' holds {kind.Refusal}.",
        };
    }

    SignalAxis[] Dimensions(DmTag data, string title)
    {
        var sizes = data.Find("Dimensions")?.Children.Select(tag => tag.Number ?? 0).ToArray() ?? [];
        if (sizes.Length is 0 or > MaxDimensions || sizes.Any(size => !(size is >= 1 and <= int.MaxValue)))
            throw DmHeader.Damaged(file.Path, FormattableString.Invariant($"the image '{title}' has the dimensions ({string.Join(" × ", sizes.Take(MaxDimensions))})"));
        // A tag lost from either list would leave its neighbours in the wrong place.
        if (data.Find("Dimensions") is { Whole: false } || data.Find("Calibrations", "Dimension") is { Whole: false })
            throw DmHeader.Damaged(file.Path, $"the axes of the image '{title}' hold a tag of unknown kind");
        // Some plug-ins calibrate fewer dimensions than there are: the rest counts pixels.
        var calibrations = data.Find("Calibrations", "Dimension")?.Children ?? [];
        return [.. sizes.Select((size, i) => Axis((int)size, i < calibrations.Count ? calibrations[i] : null))];
    }

    SignalAxis Axis(int size, DmTag? calibration)
    {
        var scale = calibration?.Find("Scale")?.Number ?? 1;
        var origin = calibration?.Find("Origin")?.Number ?? 0;
        return new(null, origin == 0 ? 0 : -origin * scale, scale, size, text.Of(calibration?.Find("Units")));
    }

    ISampleSource Samples(DmArray array, DmAxes axes, SampleType type, string title)
    {
        var size = SampleConversion.SizeOf(type);
        long count = 1;
        foreach (var axis in axes.Axes)
        {
            count *= axis.Size;
            if (count > array.Bytes / size) throw Mismatch();
        }
        if (count * size != array.Bytes) throw Mismatch();
        if (!axes.EnergySlowest) return new FileSampleSource(file.Path, array.Position, count, type, tags.BigEndian);
        var channels = axes.Axes[^1].Size;
        return new PlaneSampleSource(file.Path, array.Position, count / channels, channels, type, tags.BigEndian);

        BadInputException Mismatch() => DmHeader.Damaged(
            file.Path, $"the image '{title}' of {string.Join(" × ", axes.Axes.Select(axis => axis.Size))} samples of {size} byte(s) has {array.Bytes} bytes");
    }
}
