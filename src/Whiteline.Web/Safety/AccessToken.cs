using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Whiteline.Web.Safety;

/// <summary>The secret that a visitor must bring where others can reach the server: once in the address, from then on in a cookie.</summary>
sealed class AccessToken
{
    /// <summary>256 random bits, hexadecimal.</summary>
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Compares in a time that does not depend on where they differ.</summary>
    public bool Is(string? other) => other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(other), Encoding.UTF8.GetBytes(Value));
}

/// <summary>Lets in who has the token.</summary>
sealed class TokenGate(RequestDelegate next, AccessToken token)
{
    const string Parameter = "token";

    public async Task Invoke(HttpContext context)
    {
        // Cookies know no ports: another server on this machine would overwrite a cookie of the same name.
        var cookie = $"whiteline-{context.Connection.LocalPort}";
        if (token.Is(context.Request.Query[Parameter]))
        {
            context.Response.Cookies.Append(cookie, token.Value, new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
            // The secret leaves the address bar and what is copied from it.
            context.Response.Redirect(context.Request.Path.Value is { Length: > 0 } path && !path.StartsWith("//", StringComparison.Ordinal) ? path : "/");
            return;
        }
        if (token.Is(context.Request.Cookies[cookie])) await next(context);
        else await Refusal.Write(context, StatusCodes.Status401Unauthorized, "Open the whole address that `whiteline serve` printed, with its token.");
    }
}
