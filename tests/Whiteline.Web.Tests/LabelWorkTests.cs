using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Whiteline.Formats;
using Whiteline.Hdf5;
using Whiteline.Numerics;
using Whiteline.Recipes.Clustering;
using Whiteline.Simulation;
using Whiteline.Web.Desk;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Tests;

/// <summary>What the Label page does in the background.</summary>
public sealed class LabelWorkTests
{
    [Fact]
    public async Task Named_regions_lie_on_the_axis_that_the_page_is_set_to()
    {
        await using var app = await ServedApp.Start();
        new HspyFormat().Write(Path.Combine(app.Folder, "cube.hspy"), [PhantomImage.Make(new PhantomImageOptions { Rows = 6, Columns = 6 }, new Seed(7)).ToSignal()]);

        var (asStored, moved) = (await StrongestEv(app, 0), await StrongestEv(app, 3));

        Assert.Equal(3, moved - asStored, 1e-6);
    }

    // The energy of the highest channel of the mean, which is L3.
    static async Task<double> StrongestEv(ServedApp app, double axisOffsetEv)
    {
        using var jobs = new JobQueue(app.Services.GetRequiredService<ServedFolder>(), NullLogger<JobQueue>.Instance);
        var name = FormattableString.Invariant($"moved-{axisOffsetEv}.npz");
        var job = jobs.Start("dataset", "dataset", null, work => app.Services.GetRequiredService<LabelWork>()
            .Gather(null, new Dictionary<int, string>(), "cube.hspy", null, [new NamedRegion(new(0, 0, 2, 2), "Fe2+")], new ClusterPlan { AxisOffsetEv = axisOffsetEv }, [], name, work));
        while (!job.IsOver) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Null(job.Error);
        var data = LabeledSpectraFile.Read(Path.Combine(app.Folder, name));
        return data.Axis.EnergyAt(Enumerable.Range(0, data.Axis.Count).Where(channel => data.Axis.EnergyAt(channel) > 700).MaxBy(channel => Enumerable.Range(0, data.Count).Sum(i => data.Intensity.Span[i * data.Axis.Count + channel])));
    }
}
