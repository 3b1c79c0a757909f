using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace OrleansRisk.Browser.Tests;

/// <summary>The live page as somebody uses it, in a real browser on a real host with a real database.</summary>
public sealed class LivePageTests(Chromium chromium, LiveHost host) : IClassFixture<Chromium>, IClassFixture<LiveHost>
{
    [ProgramFact(Chromium.Program, "--version")]
    public async Task Live_WithAKey_ShowsScoresAsTheyArriveFiltersThemAndOpensAnAccount()
    {
        var (_, key) = await host.Host.Tenant("ingest", "read");
        await host.Pay(key, 0, 240);
        var (page, complaints) = await chromium.Open(host.Host.Http1);
        await Chromium.Picture(page, "live-gate");
        await Watch(page, key);
        var rows = page.Locator("#rows tr");
        await Expect(rows).ToHaveCountAsync(6); // as they stand
        await Expect(rows.First).ToContainTextAsync("as it stands");

        await host.Pay(key, 240, 30);
        await Expect(rows).ToHaveCountAsync(36);
        await Expect(rows.Filter(new() { HasText = "T-269" })).ToHaveCountAsync(1);
        await Chromium.Picture(page, "live-rows");
        await Filters(page, rows);
        await Account(page, rows);

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#account")).ToBeHiddenAsync();
        Assert.DoesNotContain(key, page.Url, StringComparison.Ordinal);
        Assert.Equal("{}", await page.EvaluateAsync<string>(
            "JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie"));
        Assert.Empty(complaints);
    }

    [ProgramFact(Chromium.Program, "--version")]
    public async Task Live_InTheDark_IsHeldStillAndLeftByTheKeyboardAlone()
    {
        var (_, key) = await host.Host.Tenant("ingest", "read");
        var (page, complaints) = await chromium.Open(host.Host.Http1, dark: true);
        await page.Locator("#key").FocusAsync();
        await page.Keyboard.InsertTextAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#empty")).ToContainTextAsync("Nothing yet.");
        await Expect(page.Locator("#outcome")).ToBeFocusedAsync();

        await page.Locator("#hold").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await host.Pay(key, 0, 130);
        await Expect(page.Locator("#count")).ToHaveTextAsync("130 waiting");
        await Expect(page.Locator("#rows tr")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("#rows tr")).ToHaveCountAsync(100); // no more, however much there is

        await page.Locator("#rows button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#account svg")).ToBeVisibleAsync();
        await Expect(page.Locator("#account-name")).ToBeFocusedAsync();
        await Chromium.Picture(page, "live-dark");
        await page.Locator("#forget").PressAsync("Enter");
        await Expect(page.Locator("#gate")).ToBeVisibleAsync();
        await Expect(page.Locator("#key")).ToHaveValueAsync("");
        await Expect(page.Locator("#rows tr")).ToHaveCountAsync(0);
        Assert.Empty(complaints);
    }

    [ProgramFact(Chromium.Program, "--version")]
    public async Task Live_WithAKeyThatOpensNothing_SaysWhyAndTakesAnother()
    {
        var (_, sender) = await host.Host.Tenant("ingest");
        var (_, reader) = await host.Host.Tenant("read");
        var (page, complaints) = await chromium.Open(host.Host.Http1);
        await Watch(page, "ork_my_nobody_nothing");
        await Expect(page.Locator("#fault")).ToContainTextAsync("mistyped, expired or revoked");
        await Watch(page, sender);
        await Expect(page.Locator("#fault")).ToContainTextAsync("It needs the role read or analyst.");
        await Chromium.Picture(page, "live-wrong-key");
        await Watch(page, reader);
        await Expect(page.Locator("#empty")).ToContainTextAsync("Nothing yet.");
        Assert.All(complaints, Expected("40[13]"));
    }

    [ProgramFact(Chromium.Program, "--version")]
    public async Task Live_WhenTheHostGoesAndComesBack_GoesOnFromItsCursorUntilItsKeyIsRevoked()
    {
        var (tenant, key) = await host.Host.Tenant("ingest", "read");
        var (page, complaints) = await chromium.Open(host.Host.Http1);
        await Watch(page, key);
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");
        await host.Pay(key, 0, 5);
        await Expect(page.Locator("#rows tr")).ToHaveCountAsync(5);

        await host.Cut();
        await Expect(page.Locator("#state")).ToContainTextAsync("Cut off");
        await Chromium.Picture(page, "live-cut-off");
        await host.Begin();
        await host.Pay(key, 5, 7);
        await Expect(page.Locator("#rows tr")).ToHaveCountAsync(12);
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");

        await host.Revoke(tenant);
        await Expect(page.Locator("#state")).ToContainTextAsync("Revoked");
        await Expect(page.Locator("#rows tr")).ToHaveCountAsync(12);
        await Chromium.Picture(page, "live-revoked");
        Assert.All(complaints, Expected("ERR_|401"));
    }

    private static async Task Watch(IPage page, string key)
    {
        await page.GetByLabel("API key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Watch" }).ClickAsync();
    }

    private static async Task Filters(IPage page, ILocator rows)
    {
        await page.GetByLabel("Outcome").SelectOptionAsync("review");
        await Expect(rows.Filter(new() { HasNotText = "review" })).ToHaveCountAsync(0);
        await Expect(rows.Filter(new() { HasText = "T-269" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await page.GetByLabel("Account", new() { Exact = true }).FillAsync("CURRENT-3");
        await Expect(rows).ToHaveCountAsync(6); // as it stood, and every sixth of thirty
        await page.GetByLabel("Anomaly score at least").FillAsync("1000");
        await page.GetByLabel("Anomaly score at most").FillAsync("1");
        await Expect(page.Locator("#empty")).ToContainTextAsync("Nothing that is here passes this filter.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(36);
    }

    private static async Task Account(IPage page, ILocator rows)
    {
        await rows.Filter(new() { HasText = "T-269" }).GetByRole(AriaRole.Button).ClickAsync();
        var account = page.GetByRole(AriaRole.Complementary);
        await Expect(account.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("current-5");
        await Expect(account.GetByRole(AriaRole.Img)).ToHaveAttributeAsync(
            "aria-label", new Regex("^Anomaly score from [0-9]+ to [0-9]+, now [0-9]+; credit score "));
        await Expect(account.Locator("circle")).ToHaveCountAsync(45);
        await Expect(account.GetByText("amount.of_month")).ToBeVisibleAsync();
        await Chromium.Picture(page, "live-account");
        await account.GetByRole(AriaRole.Button, new() { Name = "T-263" }).ClickAsync();
        await Expect(account.GetByRole(AriaRole.Heading, new() { Name = "Why T-263" })).ToBeVisibleAsync();
        await Expect(account.GetByRole(AriaRole.Button, new() { Name = "T-263" })).ToBeFocusedAsync();
    }

    /// <summary>The browser itself writes down every answer that is no success; nothing else may be there.</summary>
    private static Action<string> Expected(string words) => complaint =>
        Assert.Matches($"Failed to load resource.*({words})", complaint);
}
