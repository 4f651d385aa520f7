using System.Globalization;
using Whiteline.Spectra;

namespace Whiteline.Formats.Dm;

/// <summary>Reads how an image was acquired off its ImageTags. A stored 0 of what cannot be 0 means that nobody entered it.</summary>
sealed class DmAcquisition
{
    readonly DmTag tags;
    readonly DmText text;

    public DmAcquisition(DmTag? imageTags, DmText text)
    {
        // The stack builder plug-in keeps the tags of its first image one level deeper.
        tags = imageTags?.Find("source", "Tags at creation") ?? imageTags ?? new("");
        this.text = text;
        // Spectrum images of the Orsay group carry a tag of their own.
        Format = Text("Meta Data", "Format") ?? (tags.Find("spim") is null ? null : "Spectrum image");
        SignalType = TypeOf();
    }

    /// <summary>Spectrum, Spectrum image, Image, or null.</summary>
    public string? Format { get; }

    /// <summary>EELS, EDS, CL, or null.</summary>
    public string? SignalType { get; }

    public AcquisitionMetadata Read()
    {
        var illumination = Text("Microscope Info", "Illumination Mode");
        // In TEM diffraction the indicated magnification is the camera length.
        var diffraction = illumination == "TEM" && Text("Microscope Info", "Imaging Mode") == "DIFFRACTION";
        var indicated = Positive("Microscope Info", "Indicated Magnification");
        return new()
        {
            BeamEnergyKv = Positive("Microscope Info", "Voltage") / 1000,
            BeamCurrentNa = Positive("Microscope Info", "Probe Current (nA)"),
            ConvergenceAngleMrad = Positive("EELS", "Experimental Conditions", "Convergence semi-angle (mrad)"),
            CollectionAngleMrad = Positive("EELS", "Experimental Conditions", "Collection semi-angle (mrad)"),
            ExposureSeconds = Exposure(),
            DwellSeconds = Positive("SI", "Acquisition", "Pixel time (s)") ?? Positive("DigiScan", "Sample Time") / 1e6,
            Frames = Frames(),
            ApertureMm = Aperture(),
            CameraLengthMm = diffraction ? indicated : Positive("Microscope Info", "STEM Camera Length"),
            Magnification = diffraction ? null : indicated,
            Microscope = Text("Session Info", "Microscope") ?? Text("Microscope Info", "Name") ?? Text("Microscope Info", "Microscope"),
            Spectrometer = Text("EELS Spectrometer", "Instrument name"),
            AcquisitionMode = illumination switch
            {
                null => null,
                _ when illumination.Contains("STEM", StringComparison.Ordinal) => "STEM",
                _ when illumination.Contains("SEM", StringComparison.Ordinal) => "SEM",
                _ => "TEM",
            },
            TiltAlphaDegrees = Number("Microscope Info", "Stage Position", "Stage Alpha"),
            TiltBetaDegrees = Number("Microscope Info", "Stage Position", "Stage Beta"),
            AcquisitionDate = Date(),
            Operator = Text("Session Info", "Operator"),
            Specimen = Text("Session Info", "Specimen"),
            SignalType = SignalType,
        };
    }

    /// <summary>What a user should know about the intensities.</summary>
    public IReadOnlyList<string> Warnings()
    {
        var binning = tags.Find("Acquisition", "Parameters", "High Level", "Binning")?.Numbers
            ?? tags.Find("Acquisition", "Frame", "Area", "Transform", "Transform List")?.Children.Select(tag => tag.Find("Binning")?.Numbers).FirstOrDefault(numbers => numbers is not null);
        if (binning is null || !binning.Any(factor => factor > 1)) return [];
        var pixels = binning.Aggregate(1.0, (product, factor) => product * factor);
        return
        [
            FormattableString.Invariant($"The camera was binned by {string.Join(" × ", binning.Select(factor => factor.ToString(CultureInfo.InvariantCulture)))}; some versions of GMS store the average of the {pixels} pixels instead of their sum and no tag says which, so do not trust the noise to follow Poisson statistics."),
        ];
    }

    string? TypeOf() => Text("Meta Data", "Signal") switch
    {
        "X-ray" => "EDS",
        "CL" => "CL",
        _ when tags.Find("Acquisition", "Monarc Spectrometer") is not null => "CL",
        "EELS" => "EELS",
        _ when tags.Find("spim", "eels") is not null => "EELS",
        _ => null,
    };

    double? Exposure() =>
        Positive("EELS", "Acquisition", "Exposure (s)")
        ?? Positive("CL", "Acquisition", "Exposure (s)")
        ?? Positive("Acquisition", "Parameters", "High Level", "Exposure (s)")
        ?? Positive("Acquisition", "Parameters", "Detector", "exposure (s)")
        ?? Positive("Acquisition", "Parameters", "Detector", "exposure_s");

    int? Frames() =>
        (Positive("EELS", "Acquisition", "Number of frames") ?? Positive("CL", "Acquisition", "Number of frames")) is { } frames and <= int.MaxValue
            ? (int)frames
            : null;

    double? Aperture()
    {
        var label = Text("EELS Spectrometer", "Aperture label")?.Replace("mm", "", StringComparison.Ordinal).Trim();
        return double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var millimetres) && millimetres > 0 ? millimetres : null;
    }

    string? Date()
    {
        foreach (var group in (ReadOnlySpan<string>)["EELS", "CL", "SI"])
            if (Text(group, "Acquisition", "Date") is { } date)
                return Text(group, "Acquisition", "Start time") is { } time ? $"{date} {time}" : date;
        if (Text("DataBar", "Acquisition Date") is not { } day) return Text("CL", "Acquisition", "Acquisition begin");
        return Text("DataBar", "Acquisition Time") is { } clock ? $"{day} {clock}" : day;
    }

    string? Text(params ReadOnlySpan<string> path) => text.Of(tags.Find(path));

    double? Number(params ReadOnlySpan<string> path) => tags.Find(path)?.Number is { } number && double.IsFinite(number) ? number : null;

    double? Positive(params ReadOnlySpan<string> path) => Number(path) is { } number and > 0 ? number : null;
}
