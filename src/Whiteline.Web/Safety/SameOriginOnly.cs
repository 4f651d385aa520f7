using Microsoft.AspNetCore.Http;

namespace Whiteline.Web.Safety;

/// <summary>
/// Refuses what another site's page sends. Browsers say where a request comes from (Origin, and Sec-Fetch-Site: W3C Fetch Metadata); web sockets, which carry
/// all of the app's clicks, are not held by any other rule of the browser. Following a link to the app is allowed.
/// </summary>
sealed class SameOriginOnly(RequestDelegate next)
{
    public async Task Invoke(HttpContext context)
    {
        if (IsForeign(context.Request))
        {
            await Refusal.Write(context, StatusCodes.Status403Forbidden, "Another site's page sent this request. Open the app itself.");
            return;
        }
        await next(context);
    }

    static bool IsForeign(HttpRequest request)
    {
        if (request.Headers.Origin is [{ Length: > 0 } origin, ..]) return origin != $"{request.Scheme}://{request.Host}";
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var follows = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
        return site is "cross-site" or "same-site" && !follows;
    }
}
