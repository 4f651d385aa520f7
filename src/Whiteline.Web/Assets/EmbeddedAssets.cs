using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Whiteline.Web.Assets;

/// <summary>Scripts and style sheets, served from inside the assembly: nothing of them lies on the disk, and only what is listed here has an address.</summary>
static class EmbeddedAssets
{
    const string Prefix = "wwwroot/";

    /// <summary>Adds an address for each of them.</summary>
    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        var assembly = typeof(EmbeddedAssets).Assembly;
        var tag = $"\"{assembly.ManifestModule.ModuleVersionId:N}\"";
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            app.MapGet('/' + name[Prefix.Length..], context => Send(context, name, tag));
    }

    static async Task Send(HttpContext context, string name, string tag)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };
        await using var content = typeof(EmbeddedAssets).Assembly.GetManifestResourceStream(name)!;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
