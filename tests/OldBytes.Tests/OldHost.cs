using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using Xunit;

namespace OrleansRisk.OldBytes.Tests;

/// <summary>The host of today over the old database, under the clock that the old answers were given under.</summary>
internal sealed class OldHost : IAsyncDisposable
{
    private readonly Serilog.Core.Logger _silent = new Serilog.LoggerConfiguration().CreateLogger();
    private readonly IReadOnlyDictionary<string, string> _keys;
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private OldHost(OldDatabase old, string keyFile, IReadOnlyDictionary<string, string> keys)
    {
        var settings = new HostSettings
        {
            Writer = old.Database.Writer,
            Reader = old.Database.Reader,
            Projector = old.Database.Projector,
            Operator = old.Database.Operator,
            Port = 0,
            Http2Port = 0,
            KeyFile = keyFile,
            Webhooks = false,
            PublishSeconds = 0,
            CloseDays = false,
        };
        _keys = keys;
        _app = ServeCommand.Build(settings, _silent, static services => services.AddSingleton(OldAnswers.Time));
        _client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20 };
    }

    public static async Task<OldHost> Start(
        OldDatabase old, string keyFile, IReadOnlyDictionary<string, string> keys)
    {
        var host = new OldHost(old, keyFile, keys);
        var engine = host._app.Services.GetRequiredService<NodeEngine>();
        Assert.Empty(await engine.Stores.Check(CancellationToken.None));
        await engine.Start(CancellationToken.None);
        await host._app.StartAsync();
        host._client.BaseAddress = new Uri(host._app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Last());
        return host;
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> Call(
        string key, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _keys[key]) },
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsByteArrayAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _silent.DisposeAsync();
    }
}
