using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Whiteline.Spectra;
using Whiteline.Web.Files;
using Whiteline.Web.Images;

namespace Whiteline.Web.Endpoints;

/// <summary>What the plots fetch by themselves while the mouse moves: plain float32, little endian.</summary>
static class DataEndpoints
{
    /// <summary>Adds the addresses under <c>/data</c>.</summary>
    public static void MapData(this IEndpointRouteBuilder app)
    {
        app.MapGet("/data/spectrum", Spectrum);
        app.MapGet("/data/counts", Counts);
        app.MapGet("/data/file", File);
    }

    /// <summary>The mean spectrum of a rectangle of pixels, shape (channels).</summary>
    static Task<IResult> Spectrum(string? file, int? signal, int row, int column, int? rows, int? columns, OpenImages images) => Answer(async () =>
    {
        using var lease = await images.Open(file, signal);
        var region = new PixelRegion(row, column, rows ?? 1, columns ?? 1);
        if (row < 0 || column < 0 || region.Rows < 1 || region.Columns < 1 || row >= lease.Image.Spectra.Rows || column >= lease.Image.Spectra.Columns)
            throw BadInputException.In(file!, "the pixels lie outside the image", "Choose pixels inside.");
        return Floats(lease.Image.Sums.Mean(region));
    });

    /// <summary>The counts of each pixel, in a window of energies or in all, shape (rows, columns).</summary>
    static Task<IResult> Counts(string? file, int? signal, double? from, double? to, OpenImages images, ServeOptions options) => Answer(async () =>
    {
        using var lease = await images.Open(file, signal);
        var image = lease.Image;
        return Floats(from is { } low && to is { } high
            ? WindowCounts.Of(image.Spectra, new(low, high), options.Threads)
            : [.. image.Sums.Counts.Select(count => (float)count)]);
    });

    /// <summary>A file of the served folder, to be saved.</summary>
    static Task<IResult> File(string? name, ServedFolder folder, HttpContext context) => Answer(() =>
    {
        var path = folder.Existing(name);
        // Whatever a browser takes it for, it may run nothing of it.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
        return Task.FromResult(Results.File(path, TypeOf(path), Path.GetFileName(path)));
    });

    static string TypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".csv" => "text/csv; charset=utf-8",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };

    static async Task<IResult> Answer(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (BadInputException bad)
        {
            return Results.Text(bad.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    static IResult Floats(float[] values) => Results.Bytes(MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), "application/octet-stream");
}
