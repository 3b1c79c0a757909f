using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>An event as it came, whatever was answered.</summary>
internal sealed record Posted(
    string Id, string Type, string? Account, string Timestamp, string Signature, string Body);

/// <summary>
/// A receiver on a real Kestrel. A script says how it answers each request; those it answers with 200 it has taken.
/// </summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<Posted> _came = [], _taken = [];

    private HookReceiver(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>Answers; true where it has taken the event.</summary>
    public Func<Posted, HttpContext, Task<bool>> Script { get; set; } = (_, _) => Task.FromResult(true);

    public IReadOnlyList<Posted> Came => Copy(_came);

    public IReadOnlyList<Posted> Taken => Copy(_taken);

    /// <summary>Ids in the order in which they were first taken, of one account.</summary>
    public IReadOnlyList<string> Order(string account) =>
        [.. Taken.Where(each => each.Account == account).Select(each => each.Id).Distinct()];

    /// <param name="certificate">Of a receiver that speaks HTTPS.</param>
    public static async Task<HookReceiver> Start(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        var receiver = new HookReceiver(app);
        app.Run(receiver.Receive);
        await app.StartAsync();
        receiver.Url = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return receiver;
    }

    /// <summary>An independent few lines: what any receiver would write from the manual.</summary>
    public static bool Verifies(Posted posted, string secret)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var expected = hmac.ComputeHash(Encoding.UTF8.GetBytes($"{posted.Id}.{posted.Timestamp}.{posted.Body}"));
        return posted.Signature.Split(' ').Contains("v1," + Convert.ToBase64String(expected));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static IReadOnlyList<Posted> Copy(List<Posted> list)
    {
        lock (list)
        {
            return [.. list];
        }
    }

    private async Task Receive(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var told = JsonDocument.Parse(body).RootElement;
        var data = told.GetProperty("data");
        var posted = new Posted(
            told.GetProperty("id").GetString()!, told.GetProperty("type").GetString()!,
            data.TryGetProperty("account", out var account) ? account.GetString() : null,
            context.Request.Headers["webhook-timestamp"].Single()!,
            context.Request.Headers["webhook-signature"].Single()!, body);
        Assert.Equal(posted.Id, context.Request.Headers["webhook-id"].Single());
        lock (_came)
        {
            _came.Add(posted);
        }

        if (await Script(posted, context))
        {
            lock (_taken)
            {
                _taken.Add(posted);
            }
        }
    }
}
