using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class SimulateADataset
{
    [Fact]
    public void Simulate_labelled_spectra_and_save_them()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("mn.npz");

        // Recipe: simulate-a-dataset.md
        var options = new PhantomDatasetOptions([new("Mn2+", 30), new("Mn3+", 30), new("Mn4+", 30)])
        {
            Conditions = new() { Dose = 200, ResolutionEv = 1.0, RelativeThickness = 0.5 },
            ShiftSdEv = 0.5,
            GroupsPerClass = 6,
        };
        var spectra = PhantomDataset.Make(options, new Seed(42), threads: 2);
        LabeledSpectraFile.Write(path, spectra);
        // End of recipe

        var read = LabeledSpectraFile.Read(path);
        Assert.Equal(90, read.Count);
        Assert.Equal(18, read.Groups!.Distinct().Count());
        Assert.True(spectra.Intensity.Span.SequenceEqual(read.Intensity.Span));
    }
}
