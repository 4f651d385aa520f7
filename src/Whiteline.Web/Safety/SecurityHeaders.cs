using Microsoft.AspNetCore.Http;

namespace Whiteline.Web.Safety;

/// <summary>Headers that hold a page to what the app itself serves: no other origin, no inline script, no frame, no guessing of types.</summary>
sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Scripts only from files of the app, so that text which slipped into a page as markup could still run nothing.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task Invoke(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return next(context);
    }
}
