using Whiteline.Formats.Dm;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats.Dm;

public sealed class DmAcquisitionTests
{
    [Fact]
    public void Acquisition_tags_are_read()
    {
        var metadata = Read(
            new DmGroup("Microscope Info",
                new DmNumber("Voltage", 200_000), new DmNumber("Probe Current (nA)", 0.1, 6), new DmString("Illumination Mode", "STEM NANOPROBE"),
                new DmNumber("Indicated Magnification", 640_000), new DmNumber("STEM Camera Length", 135), new DmString("Name", "Remote"),
                new DmGroup("Stage Position", new DmNumber("Stage Alpha", 24.5), new DmNumber("Stage Beta", 0))),
            new DmGroup("Session Info", new DmString("Microscope", "Titan"), new DmString("Operator", "Marie"), new DmString("Specimen", "nanocubes")),
            new DmGroup("EELS",
                new DmGroup("Acquisition", new DmNumber("Exposure (s)", 0.5), new DmNumber("Number of frames", 3, 5), new DmString("Date", "8/8/2016"), new DmString("Start time", "7:35 PM")),
                new DmGroup("Experimental Conditions", new DmNumber("Collection semi-angle (mrad)", 40), new DmNumber("Convergence semi-angle (mrad)", 21))),
            new DmGroup("EELS Spectrometer", new DmString("Aperture label", "2.5 mm"), new DmString("Instrument name", "GIF Quantum")),
            new DmGroup("DigiScan", new DmNumber("Sample Time", 1500))).Metadata;

        Assert.Equal(
            new AcquisitionMetadata
            {
                BeamEnergyKv = 200,
                BeamCurrentNa = (float)0.1,
                ConvergenceAngleMrad = 21,
                CollectionAngleMrad = 40,
                ExposureSeconds = 0.5,
                DwellSeconds = 0.0015,
                Frames = 3,
                ApertureMm = 2.5,
                CameraLengthMm = 135,
                Magnification = 640_000,
                Microscope = "Titan",
                Spectrometer = "GIF Quantum",
                AcquisitionMode = "STEM",
                TiltAlphaDegrees = 24.5,
                TiltBetaDegrees = 0,
                AcquisitionDate = "8/8/2016 7:35 PM",
                Operator = "Marie",
                Specimen = "nanocubes",
                SignalType = "EELS",
                IntensityUnits = "e-",
            },
            metadata);
    }

    [Fact]
    public void What_is_missing_or_zero_is_null()
    {
        var metadata = Read(
            new DmGroup("Microscope Info", new DmNumber("Voltage", 0), new DmNumber("Probe Current (nA)", 0)),
            new DmGroup("EELS", new DmGroup("Experimental Conditions", new DmNumber("Collection semi-angle (mrad)", 0)))).Metadata;

        Assert.Equal(new AcquisitionMetadata { SignalType = "EELS", IntensityUnits = "e-" }, metadata);
    }

    [Fact]
    public void In_TEM_diffraction_the_indicated_magnification_is_the_camera_length()
    {
        var metadata = Read(new DmGroup("Microscope Info",
            new DmString("Illumination Mode", "TEM"), new DmString("Imaging Mode", "DIFFRACTION"), new DmNumber("Indicated Magnification", 320))).Metadata;

        Assert.Equal(320, metadata.CameraLengthMm);
        Assert.Null(metadata.Magnification);
    }

    [Fact]
    public void Binned_data_raise_a_warning()
    {
        var warnings = Read(new DmGroup("Acquisition", new DmGroup("Parameters", new DmGroup("High Level", new DmStruct("Binning", 1, 130))))).Warnings;

        Assert.Contains("1 × 130", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_are_not_binned_raise_none()
    {
        Assert.Empty(Read(new DmGroup("Acquisition", new DmGroup("Parameters", new DmGroup("High Level", new DmStruct("Binning", 1, 1))))).Warnings);
    }

    static Signal Read(params DmNode[] tags)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("si.dm4"), new DmBuilder().SpectrumImage(1, 2, 3, "SI", tags).Build());
        return DmFormat.Dm4.Open(folder.File("si.dm4")).Single();
    }
}
