using System.Net;
using System.Text.RegularExpressions;
using Whiteline.Formats;
using Whiteline.Formats.Dm;
using Whiteline.Formats.Msa;
using Whiteline.Formats.Npz;
using Whiteline.Formats.Text;
using Whiteline.Hdf5;
using Whiteline.Testing;

namespace Whiteline.Web.Tests;

/// <summary>The app in this process, on a free port, over a folder of its own, with a client that keeps cookies and follows nothing.</summary>
sealed partial class ServedApp : IAsyncDisposable
{
    readonly WebServer server;
    readonly TemporaryFolder folder;

    ServedApp(WebServer server, TemporaryFolder folder)
    {
        this.server = server;
        this.folder = folder;
        Root = new(new Uri(server.Url).GetLeftPart(UriPartial.Authority));
        Client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Root };
    }

    public static FormatCatalog Formats { get; } = new(DmFormat.Dm3, DmFormat.Dm4, new MsaFormat(), new NpzFormat(), new NpyFormat(), new CsvFormat(), new HspyFormat());

    public Uri Root { get; }

    public string Url => server.Url;

    public string Folder => folder.Path;

    public HttpClient Client { get; }

    public IServiceProvider Services => server.Services;

    public static async Task<ServedApp> Start(Func<ServeOptions, ServeOptions>? change = null)
    {
        var folder = new TemporaryFolder();
        var options = new ServeOptions(folder.Path, Formats, _ => throw new InvalidOperationException("No network is trained here.")) { Port = 0, Threads = 2 };
        return new(await WebServer.Start(change?.Invoke(options) ?? options, TestContext.Current.CancellationToken), folder);
    }

    public async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Root, path));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The anti-forgery token of the page; its cookie stays with the client.</summary>
    public async Task<string> Token()
    {
        using var answer = await Get("/");
        return WebUtility.HtmlDecode(TokenInPage().Match(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value);
    }

    public async Task<HttpResponseMessage> Upload(string name, HttpContent content, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Root, $"/upload?name={Uri.EscapeDataString(name)}")) { Content = content };
        if (token is not null) request.Headers.Add("X-Whiteline-Token", token);
        foreach (var (header, value) in headers) request.Headers.TryAddWithoutValidation(header, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
        folder.Dispose();
    }

    [GeneratedRegex("name=\"whiteline-token\" content=\"([^\"]+)\"")]
    private static partial Regex TokenInPage();
}
