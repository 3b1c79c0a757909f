using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client.Tests.Integrating;

/// <summary>
/// In front of a host: passes everything on, but says once, of the transaction <c>two</c>, that it was not recorded.
/// </summary>
internal sealed class StumblingRelay : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _host;
    private int _asked;

    private StumblingRelay(WebApplication app, HttpClient host) => (_app, _host) = (app, host);

    public Uri Url { get; private set; } = null!;

    /// <summary>How often the transaction came.</summary>
    public int Asked => _asked;

    public static async Task<StumblingRelay> Start(Uri host)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var relay = new StumblingRelay(builder.Build(), new HttpClient { BaseAddress = host });
        relay._app.Run(relay.Pass);
        await relay._app.StartAsync();
        var addresses = relay._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        relay.Url = new Uri(addresses.Addresses.Single());
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _host.Dispose();
    }

    private async Task Pass(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (context.Request.ContentType == MediaTypes.Json && body.ToArray().AsSpan().IndexOf("\"two\""u8) >= 0
            && Interlocked.Increment(ref _asked) == 1)
        {
            context.Response.StatusCode = ErrorCodes.NotRecorded.Status;
            await context.Response.WriteAsJsonAsync(
                Some.Problem(ErrorCodes.NotRecorded, retryAfterMs: 10), ContractJson.Default.Problem,
                MediaTypes.Problem);
            return;
        }

        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), $"{context.Request.Path}{context.Request.QueryString}");
        foreach (var name in new[] { "Authorization", "Accept" })
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToArray());
        }

        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        using var response = await _host.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await using var answer = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        await answer.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
