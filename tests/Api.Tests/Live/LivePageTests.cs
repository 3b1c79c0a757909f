using System.Text.RegularExpressions;

namespace OrleansRisk.Api.Tests.Live;

public sealed partial class LivePageTests
{
    [Fact]
    public async Task Page_AndItsScript_AreThereWithoutAKeyAndLetNobodyElseIn()
    {
        await using var host = await ApiHost.Start();
        using var client = new HttpClient { BaseAddress = host.Http1 };
        foreach (var (path, type) in new[] { ("/live", "text/html"), ("/live.js", "text/javascript") })
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Equal((200, type), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
            Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("form-action 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        }
    }

    [Fact]
    public async Task Page_AsItIsServed_HasOneScriptOfOursNoneInlineAndNothingOfOthers()
    {
        await using var host = await ApiHost.Start();
        using var client = new HttpClient { BaseAddress = host.Http1 };
        var html = await client.GetStringAsync(new Uri("/live", UriKind.Relative));
        var script = await client.GetStringAsync(new Uri("/live.js", UriKind.Relative));

        Assert.Equal(["<script src=\"/live.js\" defer></script>"], Scripts().Matches(html).Select(each => each.Value));
        Assert.DoesNotMatch("""\son[a-z]+=|\sstyle="|javascript:""", html);
        Assert.DoesNotMatch("https?://", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
        Assert.DoesNotMatch("https?://", script.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|eval\\(|document\\.write", script);
        Assert.DoesNotMatch("localStorage|sessionStorage|document\\.cookie|history\\.", script);
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();
}
