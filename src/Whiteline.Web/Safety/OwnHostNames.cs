using System.Net;
using Microsoft.AspNetCore.Http;

namespace Whiteline.Web.Safety;

/// <summary>
/// Answers only requests for this server's own names. A page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding) and would then be of one
/// origin with the app; its name in the Host header gives it away.
/// </summary>
sealed class OwnHostNames(RequestDelegate next, ServeOptions options)
{
    static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public async Task Invoke(HttpContext context)
    {
        if (!IsOwn(context.Request.Host, context.Connection.LocalPort))
        {
            await Refusal.Write(context, StatusCodes.Status421MisdirectedRequest, "This server does not answer to that name. Open it at the address that `whiteline serve` printed, or add the name with --host-name.");
            return;
        }
        await next(context);
    }

    bool IsOwn(HostString host, int port)
    {
        if (!host.HasValue || (host.Port ?? 80) != port) return false;
        return Names().Any(name => string.Equals(name, host.Host, StringComparison.OrdinalIgnoreCase));
    }

    IEnumerable<string> Names()
    {
        foreach (var name in options.HostNames) yield return name;
        if (IPAddress.IsLoopback(options.Address) || options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any))
            foreach (var name in Loopback) yield return name;
        yield return options.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{options.Address}]" : options.Address.ToString();
    }
}
