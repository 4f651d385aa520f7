using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Whiteline.Web.Safety;

/// <summary>Refuses a body that says it is too long before a byte of it is read, and stops reading one that does not say.</summary>
sealed class UploadBound(RequestDelegate next, ServeOptions options)
{
    public async Task Invoke(HttpContext context)
    {
        if (context.Request.ContentLength > options.MostUploadBytes)
        {
            context.Response.Headers.Connection = "close";
            await Refusal.Write(context, StatusCodes.Status413PayloadTooLarge, TooLong(options.MostUploadBytes));
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound) bound.MaxRequestBodySize = options.MostUploadBytes;
        await next(context);
    }

    /// <summary>What a visitor is told.</summary>
    public static string TooLong(long mostBytes) =>
        FormattableString.Invariant($"The upload is longer than {mostBytes / (double)(1 << 30):0.##} GiB. Put the file into the served folder instead.");
}
