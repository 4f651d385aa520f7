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
/// what they cannot read does not stay.
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
        var target = folder.Fresh(Subfolder, Path.GetFileNameWithoutExtension(safe), Path.GetExtension(safe));
        var path = folder.PathOf(target);
        // Not listed while it is not whole: a hidden file.
        var partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}{Path.GetExtension(path)}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            Check(partial, safe, formats);
            File.Move(partial, path);
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
        finally
        {
            File.Delete(partial);
        }
    }

    static void Check(string path, string name, FormatCatalog formats)
    {
        try
        {
            if (Path.GetExtension(name).Equals(".wlm", StringComparison.OrdinalIgnoreCase)) Recipes.ModelFile.Read(path);
            else
                foreach (var signal in formats.Open(path)) signal.Dispose();
        }
        catch (BadInputException bad)
        {
            throw new BadInputException(bad.Message.Replace(path, name, StringComparison.Ordinal).Replace(Path.GetFileName(path), name, StringComparison.Ordinal), bad);
        }
    }

    static IResult Problem(int status, string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: status);
}
