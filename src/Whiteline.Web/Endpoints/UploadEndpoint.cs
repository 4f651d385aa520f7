using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Whiteline.Formats;
using Whiteline.Web.Files;
using Whiteline.Web.Safety;

namespace Whiteline.Web.Endpoints;

/// <summary>
/// <c>POST /upload?name=NAME</c> with the file as the body, which streams to the disk. The new file is opened at once by the readers, which take every file for hostile;
/// what they cannot read does not stay. A file whose name does not say its format is given the ending that does: by that it is found in the folder.
/// </summary>
static class UploadEndpoint
{
    /// <summary>The header that carries the anti-forgery token.</summary>
    public const string TokenHeader = "X-Whiteline-Token";

    const string Subfolder = "uploads";

    /// <summary>Adds the address.</summary>
    public static void MapUpload(this IEndpointRouteBuilder app) => app.MapPost("/upload", Receive);

    static async Task<IResult> Receive(string? name, HttpContext context, IAntiforgery antiforgery, ServedFolder folder, FormatCatalog formats, ServeOptions options)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Problem(StatusCodes.Status400BadRequest, "The page that sends this is out of date. Load it again.");
        var safe = FileNames.Safe(Path.GetFileName(name ?? ""));
        var uploads = folder.PathOf(Subfolder);
        // Not listed while it is not whole: a hidden file.
        var partial = Path.Combine(uploads, $".{Guid.NewGuid():N}{Path.GetExtension(safe)}");
        try
        {
            Directory.CreateDirectory(uploads);
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            var (stem, extension) = Checked(partial, safe, formats);
            // Only now: a name that a refused file had is free for the whole one.
            var target = folder.Fresh(Subfolder, stem, extension);
            File.Move(partial, folder.PathOf(target));
            return Results.Json(new { name = target });
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, UploadBound.TooLong(options.MostUploadBytes));
        }
        catch (BadInputException bad)
        {
            return Problem(StatusCodes.Status400BadRequest, bad.Message);
        }
        catch (Exception failed) when (failed is (IOException and not BadHttpRequestException) or UnauthorizedAccessException && !context.RequestAborted.IsCancellationRequested)
        {
            return Problem(StatusCodes.Status507InsufficientStorage, $"'{safe}' could not be written into '{Subfolder}' of the served folder. See that the folder may be written to and that its disk is not full.");
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    // The name that it is kept under, if it can be read.
    static (string Stem, string Extension) Checked(string path, string name, FormatCatalog formats)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        try
        {
            if (extension.Equals(".wlm", StringComparison.OrdinalIgnoreCase))
            {
                Recipes.ModelFile.Read(path);
                return (stem, extension);
            }
            foreach (var signal in formats.Open(path)) signal.Dispose();
            return formats.Formats.Any(format => format.Extensions.Contains(extension.ToLowerInvariant())) ? (stem, extension) : (name, formats.FormatOf(path).Extensions[0]);
        }
        catch (BadInputException bad)
        {
            throw new BadInputException(bad.Message.Replace(path, name, StringComparison.Ordinal).Replace(Path.GetFileName(path), name, StringComparison.Ordinal), bad);
        }
    }

    static IResult Problem(int status, string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: status);
}
