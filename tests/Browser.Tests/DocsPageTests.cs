using System.Collections.Concurrent;
using static Microsoft.Playwright.Assertions;

namespace OrleansRisk.Browser.Tests;

/// <summary>The host's first page and the description of the interface, as a person meets them.</summary>
public sealed class DocsPageTests(Chromium chromium, LiveHost host) : IClassFixture<Chromium>, IClassFixture<LiveHost>
{
    [ProgramFact(Chromium.Program, "--version")]
    public async Task Home_AsItOpens_LeadsToTheDocsWhichLoadNothingFromElsewhere()
    {
        var own = host.Host.Http1;
        var (page, complaints) = await chromium.Open(own, path: "/");
        await Expect(page.Locator("h1")).ToHaveTextAsync("OrleansRisk");
        await Expect(page.Locator("li a")).ToHaveCountAsync(5);
        await Chromium.Picture(page, "home");
        var asked = new ConcurrentQueue<Uri>();
        page.Request += (_, request) => asked.Enqueue(new Uri(request.Url));

        await page.Locator("a[href='/docs']").ClickAsync();
        await Expect(page.Locator("body")).ToContainTextAsync(
            "Scores lenders' transactions and accounts", new() { Timeout = 60_000 });
        await Expect(page.GetByText("Credit assessments").First).ToBeVisibleAsync();
        await page.GetByText("Transactions").First.ClickAsync();
        await Expect(page.Locator("body")).ToContainTextAsync("Which lines of a stream are answered.");
        await Chromium.Picture(page, "docs");

        Assert.Contains(asked, each => each.AbsolutePath == "/openapi/v1.json");
        Assert.All(
            asked.Where(each => each.Scheme is not ("data" or "blob")),
            each => Assert.Equal(own.Authority, each.Authority));
        Assert.Empty(complaints);
    }

    [ProgramFact(Chromium.Program, "--version")]
    public async Task Home_EachOfItsLinks_Answers()
    {
        var (page, _) = await chromium.Open(host.Host.Http1, dark: true, path: "/");
        foreach (var link in await page.Locator("li a").AllAsync())
        {
            var answer = await page.APIRequest.GetAsync(await link.GetAttributeAsync("href") ?? "");
            Assert.True(answer.Ok, $"{answer.Url} {answer.Status}");
        }

        await Chromium.Picture(page, "home-dark");
    }
}
