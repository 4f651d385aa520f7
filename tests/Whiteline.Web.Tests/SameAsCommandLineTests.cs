using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Whiteline.Formats;
using Whiteline.Hdf5;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Web.Desk;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;
using Whiteline.Web.Tests.Browser;

namespace Whiteline.Web.Tests;

/// <summary>The command line that a page shows does what the page does.</summary>
public sealed class SameAsCommandLineTests
{
    public static TheoryData<string> Forms => ["plain", "all options"];

    static TrainForm Form(string kind) => kind == "plain"
        ? new()
        : new() { Kernel = KernelKind.Polynomial, C = 3, Gamma = 0.02, Norm = Norm.L2, Align = Alignment.None, FromEv = 702, ToEv = 728, ShiftEv = 1, Noise = 0.02 };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Training_gives_the_same_model(string kind)
    {
        await using var app = await ServedApp.Start();
        LabeledSpectraFile.Write(Path.Combine(app.Folder, "fe.npz"), PhantomDataset.Make(new PhantomDatasetOptions([new("Fe2+", 30), new("Fe2.67+", 30)]), new Seed(3)));
        var form = Form(kind);
        form.Datasets.Add("fe.npz");
        using var jobs = new JobQueue(app.Services.GetRequiredService<ServedFolder>(), NullLogger<JobQueue>.Instance);
        var served = app.Services.GetRequiredService<ServedFolder>();
        var options = app.Services.GetRequiredService<ServeOptions>();
        var plan = form.Plan(options, null);

        var job = jobs.Start("train", "train", null, work => TrainWork.Train(form.Datasets, _ => plan, "web.wlm", served, options, work));
        await ServeProcess.Run(app.Folder, form.TrainCommand("cli.wlm").ToString());
        while (!job.IsOver) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Null(job.Error);
        var (ours, theirs) = (ModelFile.Read(Path.Combine(app.Folder, "web.wlm")), ModelFile.Read(Path.Combine(app.Folder, "cli.wlm")));

        Assert.Equal(Described(theirs), Described(ours));
        Assert.Equal(Probabilities(theirs), Probabilities(ours));
    }

    public static TheoryData<string> Maps => ["axis", "landmarks", "trust", "fractions", "low loss"];

    static MapForm MapOf(string kind) => new MapForm { Model = MapForm.BuiltIn + "Mn" } with
    {
        AxisUncertaintyEv = kind == "axis" ? 1 : null,
        AxisEstimated = kind == "landmarks",
        LowLoss = kind == "low loss" ? "low.hspy" : null,
        Deconvolves = kind == "low loss",
        ErrorRate = kind == "trust" ? 0.1 : null,
        Survival = kind == "trust",
        Fractions = kind == "fractions",
        States = kind == "fractions" ? "Mn2+, Mn3+" : "",
        References = kind == "fractions" ? "references.npz" : null,
    };

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task A_map_is_the_same_with_every_option(string kind)
    {
        await using var app = await ServedApp.Start();
        var options = new PhantomImageOptions { Rows = 6, Columns = 6, Kind = PhantomKind.Gradient };
        new HspyFormat().Write(Path.Combine(app.Folder, "image.hspy"), [PhantomImage.Make(options, new Seed(7)).ToSignal()]);
        new HspyFormat().Write(Path.Combine(app.Folder, "low.hspy"), [PhantomLowLoss.Make(options, new Seed(7)).ToSignal()]);
        LabeledSpectraFile.Write(Path.Combine(app.Folder, "references.npz"), PhantomDataset.Make(new PhantomDatasetOptions([new("Mn2+", 6), new("Mn3+", 6)]) { Axis = new(628, 0.2, 201) }, new Seed(5)));
        var form = MapOf(kind);
        var served = app.Services.GetRequiredService<ServedFolder>();
        using var jobs = new JobQueue(app.Services.GetRequiredService<ServedFolder>(), NullLogger<JobQueue>.Instance);

        var job = jobs.Start("map", "map", null, work => MapWork.Run(form.Request("image.hspy", null, "web"), served, app.Services.GetRequiredService<ServedSpectra>(), app.Services.GetRequiredService<ServeOptions>(), work));
        await ServeProcess.Run(app.Folder, form.Command("image.hspy", null, "cli").ToString());
        while (!job.IsOver) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Null(job.Error);

        Assert.Equal(Names(app, "cli"), Names(app, "web"));
        foreach (var table in Names(app, "cli").Where(name => name.EndsWith(".csv", StringComparison.Ordinal)))
            Assert.Equal(await Text(app, "cli", table), await Text(app, "web", table));
    }

    static string[] Names(ServedApp app, string folder) => [.. Directory.GetFiles(Path.Combine(app.Folder, folder)).Select(file => Path.GetFileName(file)).Order()];

    static Task<string> Text(ServedApp app, string folder, string name) => File.ReadAllTextAsync(Path.Combine(app.Folder, folder, name), TestContext.Current.CancellationToken);

    static string Described(TrainedModel model) => JsonSerializer.Serialize(model.Card with { Trained = default }) + RecipeJson.ToJson(model.Recipe).ToJsonString() + model.Axis;

    static double[] Probabilities(TrainedModel model)
    {
        var spectra = Enumerable.Range(0, 4 * model.Axis.Count).Select(i => (float)Math.Abs(Math.Sin(0.07 * i))).ToArray();
        var probabilities = new double[4 * model.Labels.Count];
        model.Classifier.Predict(spectra, probabilities);
        return probabilities;
    }
}
