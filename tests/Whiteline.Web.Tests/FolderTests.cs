using System.Net;
using Whiteline.Formats;
using Whiteline.Formats.Npz;
using Whiteline.Hdf5;
using Whiteline.Spectra;
using Whiteline.Testing;
using Whiteline.Web.Files;

namespace Whiteline.Web.Tests;

/// <summary>No file outside the served folder can be named.</summary>
public sealed class FolderTests
{
    [Theory]
    [InlineData("../secret.csv")]
    [InlineData("a/../../secret.csv")]
    [InlineData("..%2fsecret.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share/x.csv")]
    [InlineData("C:/secret.csv")]
    [InlineData("..\\secret.csv")]
    [InlineData(".hidden.csv")]
    [InlineData("a//b.csv")]
    [InlineData("")]
    [InlineData("a\0.csv")]
    public async Task A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        await using var app = await ServedApp.Start();
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(app.Folder)!, "secret.csv"), "energy,counts\n1,2\n2,3\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(app.Folder, ".hidden.csv"), "energy,counts\n1,2\n2,3\n", TestContext.Current.CancellationToken);

        using var file = await app.Get($"/data/file?name={Uri.EscapeDataString(name)}");
        using var raw = await app.Get($"/data/file?name={name.Replace("\0", "%00", StringComparison.Ordinal)}");
        using var spectrum = await app.Get($"/data/spectrum?row=0&column=0&file={Uri.EscapeDataString(name)}");

        Assert.Equal(HttpStatusCode.BadRequest, file.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, raw.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, spectrum.StatusCode);
    }

    [Fact]
    public void A_name_is_given_to_one_only_although_nothing_is_written_yet()
    {
        using var served = new TemporaryFolder();
        var folder = new ServedFolder(served.Path);

        Assert.Equal(["maps/film", "maps/film-2", "maps/film-3"], Enumerable.Range(0, 3).Select(_ => folder.Fresh("maps", "film", "")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_looked_at_is_named_as_it_is_in_the_folder()
    {
        await using var app = await ServedApp.Start();
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "model.wlm"), "no spectra", TestContext.Current.CancellationToken);

        using var answer = await app.Get("/data/spectrum?file=model.wlm&row=0&column=0");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(app.Folder, text, StringComparison.Ordinal);
        Assert.Contains("'model.wlm'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_truth_of_a_simulated_image_is_listed_as_neither_spectra_nor_dataset()
    {
        using var folder = new TemporaryFolder();
        NpzArchive.Write(folder.File("cube-truth.npz"), [new("label", new(["Fe2+", "Fe3+"], 1, 2)), new("share", new([1.0, 0, 0, 1], 1, 2, 2)), new("classes", new(["Fe2+", "Fe3+"], 2))]);
        LabeledSpectraFile.Write(folder.File("fe.npz"), new(new(700, 1, 3), [1, 2, 3], ["Fe2+"]));

        Assert.Equal([("fe.npz", ServedKind.Dataset)], new FileList(new(folder.Path), ServedApp.Formats).All().Select(file => (file.Name, file.Kind)));
    }

    [Fact]
    public void Tables_of_words_and_maps_are_not_listed_and_spectra_that_cannot_be_read_are()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("clusters.csv"), "row,column,cluster,name,membership\n0,0,0,weak signal,1\n");
        File.WriteAllText(folder.File("predictions.csv"), "spectrum,group,label,predicted,fold,P(Fe2+)\n0,\"S1, left\",Fe2+,Fe2+,1,0.9\n");
        File.WriteAllText(folder.File("means.csv"), "energyEv,0: weak signal,1: cluster 1\n700,1,2\n701,3,4\n");
        File.WriteAllText(folder.File("broken.csv"), "energy,counts\n700,?\n701,2\n");
        File.WriteAllText(folder.File("decimal.csv"), "x;y\n700,5;12,5\n701,5;13,5\n");
        File.WriteAllText(folder.File("dataset.csv"), "label,700,701,702\nFe2+,1,2,3\n");
        var pixels = new SignalAxis[] { new("y", 0, 1, 1, null), new("x", 0, 1, 2, null) };
        new HspyFormat().Write(folder.File("map.hspy"), [new Signal("map", SignalKind.Image, pixels, "float32", new MemorySampleSource(new float[2]))]);
        new HspyFormat().Write(folder.File("cube.hspy"), [new Signal("cube", SignalKind.SpectrumImage, [.. pixels, new("Energy loss", 700, 1, 3, "eV")], "float32", new MemorySampleSource(new float[6]))]);

        Assert.Equal(["broken.csv", "cube.hspy", "dataset.csv", "decimal.csv", "means.csv"], new FileList(new(folder.Path), ServedApp.Formats).Of(ServedKind.Spectra).Select(file => file.Name));
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs privileges on Windows.");
        using var outside = new TemporaryFolder();
        await File.WriteAllTextAsync(outside.File("secret.csv"), "energy,counts\n1,2\n2,3\n", TestContext.Current.CancellationToken);
        await using var app = await ServedApp.Start();
        File.CreateSymbolicLink(Path.Combine(app.Folder, "file.csv"), outside.File("secret.csv"));
        Directory.CreateSymbolicLink(Path.Combine(app.Folder, "folder"), outside.Path);

        using var file = await app.Get("/data/file?name=file.csv");
        using var folder = await app.Get("/data/file?name=folder/secret.csv");

        Assert.Equal(HttpStatusCode.BadRequest, file.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, folder.StatusCode);
        Assert.Empty(new FileList(new(app.Folder), ServedApp.Formats).All());
    }

    [Fact]
    public async Task A_file_of_the_folder_is_sent_to_be_saved_and_can_run_nothing()
    {
        await using var app = await ServedApp.Start();
        Directory.CreateDirectory(Path.Combine(app.Folder, "maps"));
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "maps", "report.html"), "<script>alert(1)</script>", TestContext.Current.CancellationToken);

        using var answer = await app.Get("/data/file?name=maps/report.html");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("particle one.dm3", "particle-one.dm3")]
    [InlineData("../../x.dm3", "x.dm3")]
    [InlineData("<script>.msa", "script-.msa")]
    [InlineData("…", "unnamed")]
    [InlineData("Fe2.67+ on MgO", "Fe2.67+-on-MgO")]
    public void New_files_get_harmless_names(string wanted, string expected) => Assert.Equal(expected, FileNames.Safe(Path.GetFileName(wanted)));

    [Fact]
    public void A_name_that_is_taken_gets_a_number()
    {
        using var folder = new TemporaryFolder();
        var served = new ServedFolder(folder.Path);
        Directory.CreateDirectory(folder.File("maps"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "maps", "cube"));

        Assert.Equal("maps/cube-2", served.Fresh("maps", "cube", ""));
    }
}
