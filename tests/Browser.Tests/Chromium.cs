using System.Collections.Concurrent;

namespace OrleansRisk.Browser.Tests;

/// <summary>Debian's browser, driven; pages are as strangers to each other.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (File.Exists(Program))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program });
        }
    }

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        _playwright?.Dispose();
    }

    /// <summary>A page, and what it complains of: errors of the console and of scripts.</summary>
    internal async Task<(IPage Page, ConcurrentQueue<string> Complaints)> Open(
        Uri address, bool dark = false, string path = "/live")
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "en-GB",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = 1_440, Height = 900 },
        });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        var complaints = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        await page.GotoAsync(path);
        return (page, complaints);
    }

    /// <summary>Keeps a picture for people, in the folder that RISK_SCREENSHOTS names; otherwise nothing.</summary>
    internal static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RISK_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
