using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Whiteline.Web.Assets;
using Whiteline.Web.Components;
using Whiteline.Web.Desk;
using Whiteline.Web.Endpoints;
using Whiteline.Web.Files;
using Whiteline.Web.Images;
using Whiteline.Web.Jobs;
using Whiteline.Web.Safety;

namespace Whiteline.Web;

/// <summary>The web app, running.</summary>
public sealed class WebServer : IAsyncDisposable
{
    // Open pages would go on for as long as they are let.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly WebApplication app;

    WebServer(WebApplication app, string url) => (this.app, Url) = (app, url);

    /// <summary>The address to open in a browser, with the token where one is asked for.</summary>
    public string Url { get; }

    internal IServiceProvider Services => app.Services;

    /// <summary>Starts to serve.</summary>
    /// <exception cref="BadInputException">There is no such folder, or the port is taken.</exception>
    public static async Task<WebServer> Start(ServeOptions options, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(WebServer).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        // An empty builder reads no settings: a file in the folder that it is started in cannot open it to the network.
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, options.Port);
        });
        AddServices(builder.Services, options);
        var app = builder.Build();
        Use(app, options);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException taken)
        {
            await app.DisposeAsync();
            throw new BadInputException($"Port {options.Port} of {options.Address} cannot be listened on: {taken.Message.TrimEnd('.')}. Give another with --port.", taken);
        }
        catch (SocketException refused)
        {
            await app.DisposeAsync();
            throw refused.SocketErrorCode == SocketError.AccessDenied
                ? new BadInputException($"Port {options.Port} is kept for the administrator of this machine. Give one above 1023 with --port.", refused)
                : new BadInputException($"{options.Address} cannot be listened on: {refused.Message.TrimEnd('.')}. Give an address of this machine with --address.", refused);
        }
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new(app, options.NeedsToken ? $"{address}/?token={app.Services.GetRequiredService<AccessToken>().Value}" : address);
    }

    /// <summary>Serves until cancelled.</summary>
    public Task Wait(CancellationToken cancellation) => app.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        app.Services.GetRequiredService<JobQueue>().Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    static void AddServices(IServiceCollection services, ServeOptions options)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        services.AddSingleton(options);
        services.AddSingleton(options.Formats);
        services.AddSingleton(new ServedFolder(options.Folder));
        services.AddSingleton<AccessToken>();
        services.AddSingleton<FileList>();
        services.AddSingleton<StudyList>();
        services.AddSingleton<OpenImages>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<TabDesks>();
        services.AddScoped<BrowserTab>();
        services.AddScoped(page => page.GetRequiredService<TabDesks>().Next(page.GetRequiredService<BrowserTab>().Name));
        services.AddSingleton<ServedSpectra>();
        services.AddSingleton<LabelWork>();
        // Keys live as long as the server: nothing is written to the user's home.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = UploadEndpoint.TokenHeader;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorComponents().AddInteractiveServerComponents();
    }

    static void Use(WebApplication app, ServeOptions options)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<OwnHostNames>();
        app.UseMiddleware<SameOriginOnly>();
        if (options.NeedsToken) app.UseMiddleware<TokenGate>();
        app.UseMiddleware<UploadBound>();
        // For people alone: scripts that ask for data read the status.
        app.UseWhen(context => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase), page => page.UseStatusCodePagesWithReExecute("/not-found"));
        app.UseRouting();
        app.UseAntiforgery();
        app.MapAssets();
        app.MapData();
        app.MapUpload();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}
