using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Whiteline.Web.Files;

namespace Whiteline.Web.Tests;

public sealed class UploadTests
{
    const string Spectrum = "energy,counts\n700,1\n701,2\n702,5\n703,3\n";

    [Fact]
    public async Task A_file_is_kept_under_uploads_and_can_be_looked_at()
    {
        await using var app = await ServedApp.Start();

        using var answer = await app.Upload("my spectrum.csv", new StringContent(Spectrum), await app.Token());
        var name = await NameIn(answer);
        using var spectrum = await app.Get($"/data/spectrum?file={name}&row=0&column=0");
        var bytes = await spectrum.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("uploads/my-spectrum.csv", name);
        Assert.Equal([1f, 2f, 5f, 3f], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    }

    [Fact]
    public async Task Without_the_pages_token_nothing_is_taken()
    {
        await using var app = await ServedApp.Start();
        await app.Token();

        using var without = await app.Upload("a.csv", new StringContent(Spectrum), null);
        using var wrong = await app.Upload("a.csv", new StringContent(Spectrum), "CfDJ8AAA");

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Folder));
    }

    [Fact]
    public async Task Files_of_one_name_sent_at_once_are_all_kept()
    {
        await using var app = await ServedApp.Start();
        var token = await app.Token();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.Upload("a.csv", new StringContent(Spectrum), token)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(12, Directory.GetFiles(Path.Combine(app.Folder, "uploads")).Length);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task A_long_name_keeps_its_extension()
    {
        await using var app = await ServedApp.Start();

        using var answer = await app.Upload(new string('a', 300) + ".csv", new StringContent(Spectrum), await app.Token());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(".csv", Path.GetExtension(Assert.Single(Directory.GetFiles(Path.Combine(app.Folder, "uploads")))));
    }

    [Theory]
    [InlineData("measured", "uploads/measured.csv")]
    [InlineData("measured.dat", "uploads/measured.dat.csv")]
    [InlineData("MEASURED.CSV", "uploads/MEASURED.CSV")]
    public async Task A_name_that_does_not_say_the_format_is_given_the_ending_that_does(string sent, string kept)
    {
        await using var app = await ServedApp.Start();

        using var answer = await app.Upload(sent, new StringContent(Spectrum), await app.Token());

        Assert.Equal(kept, await NameIn(answer));
        Assert.Equal([kept], app.Services.GetRequiredService<FileList>().Of(ServedKind.Spectra).Select(file => file.Name));
    }

    [Fact]
    public async Task A_file_that_was_refused_does_not_take_the_name_of_the_whole_one()
    {
        await using var app = await ServedApp.Start();
        var token = await app.Token();

        using var damaged = await app.Upload("a.csv", new StringContent("cut short"), token);
        using var whole = await app.Upload("a.csv", new StringContent(Spectrum), token);

        Assert.Equal(HttpStatusCode.BadRequest, damaged.StatusCode);
        Assert.Equal("uploads/a.csv", await NameIn(whole));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_said_in_a_sentence()
    {
        await using var app = await ServedApp.Start();
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "uploads"), "A file where the folder would be.", TestContext.Current.CancellationToken);

        using var answer = await app.Upload("a.csv", new StringContent(Spectrum), await app.Token());

        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
        Assert.StartsWith("'a.csv' could not be written", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("junk.dm3", "this is no DM3 file")]
    [InlineData("junk.wlm", "this is no model")]
    [InlineData("<b>.csv", "")]
    public async Task A_file_that_cannot_be_read_does_not_stay_and_is_named_as_it_was_sent(string name, string content)
    {
        await using var app = await ServedApp.Start();

        using var answer = await app.Upload(name, new StringContent(content), await app.Token());
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(app.Folder, text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories));
    }

    static async Task<string?> NameIn(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("name").GetString();
}
