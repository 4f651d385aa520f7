using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Whiteline.Web.Tests;

/// <summary>What the server refuses.</summary>
public sealed class SafetyTests
{
    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        await using var app = await ServedApp.Start();

        using var own = await app.Get("/");
        using var rebound = await app.Get("/", ("Host", $"evil.example:{app.Root.Port}"));
        using var otherPort = await app.Get("/", ("Host", "127.0.0.1:1"));

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, rebound.StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, otherPort.StatusCode);
    }

    [Fact]
    public async Task A_host_name_that_was_given_is_answered()
    {
        await using var app = await ServedApp.Start(options => options with { HostNames = ["lab-pc"] });

        using var answer = await app.Get("/", ("Host", $"lab-pc:{app.Root.Port}"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_post_from_another_site_is_refused(string header, string value)
    {
        await using var app = await ServedApp.Start();
        var token = await app.Token();

        using var upload = await app.Upload("a.csv", new StringContent("energy,counts\n1,2\n2,3\n"), token, (header, value));
        using var clicks = await app.Client.SendAsync(Negotiation(header, value), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, upload.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, clicks.StatusCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Folder));

        HttpRequestMessage Negotiation(string name, string text)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Root, "/_blazor/negotiate?negotiateVersion=1"));
            request.Headers.TryAddWithoutValidation(name, text);
            return request;
        }
    }

    [Fact]
    public async Task Another_site_cannot_read_spectra_but_may_link_to_the_app()
    {
        await using var app = await ServedApp.Start();

        using var read = await app.Get("/data/counts?file=a.npz", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image"));
        using var link = await app.Get("/", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));

        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        Assert.Equal(HttpStatusCode.OK, link.StatusCode);
    }

    [Fact]
    public async Task An_upload_of_5_GB_is_refused_before_a_byte_of_it_is_read()
    {
        await using var app = await ServedApp.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.Root.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();

        // The head alone: a server that wanted the body would wait for it.
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /upload?name=big.dm3 HTTP/1.1\r\nHost: 127.0.0.1:{app.Root.Port}\r\nContent-Length: {5L << 30}\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("longer than 4 GiB", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_does_not_say_how_long_it_is_is_broken_off_and_leaves_nothing()
    {
        await using var app = await ServedApp.Start(options => options with { MostUploadBytes = 1 << 16 });
        var token = await app.Token();
        using var endless = new StreamContent(new MemoryStream(new byte[1 << 20]));
        endless.Headers.ContentLength = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Root, "/upload?name=a.npz")) { Content = endless };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Whiteline-Token", token);

        using var answer = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Pages_allow_no_script_but_the_apps_own_files_and_no_frame()
    {
        await using var app = await ServedApp.Start();

        using var page = await app.Get("/");
        var policy = string.Join("; ", page.Headers.GetValues("Content-Security-Policy"));
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html.Replace(app.Root.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_token_nobody_enters_without_it()
    {
        await using var app = await ServedApp.Start(options => options with { AsksForToken = true });

        using var without = await app.Get("/");
        using var wrong = await app.Get("/?token=0123");
        using var data = await app.Get("/data/file?name=a.npz");
        using var with = await app.Get(new Uri(app.Url).PathAndQuery);
        using var after = await app.Get("/");

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, data.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, with.StatusCode);
        Assert.Equal("/", with.Headers.Location!.ToString());
        Assert.Contains("httponly", Assert.Single(with.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("0.0.0.0", true)]
    [InlineData("192.0.2.7", true)]
    public void Only_loopback_goes_without_a_token(string address, bool needs)
    {
        var options = new ServeOptions(".", ServedApp.Formats, _ => new()) { Address = IPAddress.Parse(address) };

        Assert.Equal(needs, options.NeedsToken);
    }
}
