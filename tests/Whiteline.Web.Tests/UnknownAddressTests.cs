using System.Net;

namespace Whiteline.Web.Tests;

/// <summary>An address that is none of the app's.</summary>
public sealed class UnknownAddressTests
{
    [Theory]
    [InlineData("/nothing")]
    [InlineData("/map/of/nothing")]
    public async Task A_visitor_is_shown_a_page_that_leads_on(string address)
    {
        await using var app = await ServedApp.Start();

        using var answer = await app.Get(address, ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("blazor.web.js", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/js/nothing.js")]
    [InlineData("/data/spectrum?file=a.csv&row=one")]
    public async Task A_script_is_answered_by_the_status_alone(string address)
    {
        await using var app = await ServedApp.Start();

        using var answer = await app.Get(address, ("Accept", "*/*"));

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
