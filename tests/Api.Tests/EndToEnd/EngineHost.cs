using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// The host as it is, alone, over a database of its own that is reached through a wire that tests can cut.
/// </summary>
public sealed class EngineHost : IAsyncLifetime, IAsyncDisposable
{
    private readonly string _keyFile = Path.Combine(Path.GetTempPath(), $"orleansrisk-{Guid.NewGuid():n}.key");
    private readonly Serilog.Core.Logger _silent = new Serilog.LoggerConfiguration().CreateLogger();
    private WebApplication _app = null!;

    /// <summary>Whether the host carries webhooks by itself; tests that move the clock carry them instead.</summary>
    internal bool CarriesWebhooks { get; init; }

    internal IServiceProvider Services => _app.Services;

    internal TestDatabase Database { get; } = new();

    internal DatabaseRelay Relay { get; private set; } = null!;

    internal HttpClient Operator { get; private set; } = null!;

    internal Uri Http2 { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        Relay = DatabaseRelay.Start(Database.Administrator);
        var settings = new HostSettings
        {
            Writer = Relay.Through(Database.Writer),
            Reader = Relay.Through(Database.Reader),
            Projector = Relay.Through(Database.Projector),
            Operator = Relay.Through(Database.Operator),
            Port = 0,
            Http2Port = 0,
            KeyFile = _keyFile,
            Webhooks = CarriesWebhooks,
            WebhookNetworks = "public,127.0.0.0/8",
            WebhookPlainHttp = true,
            PublishSeconds = 0, // two tenants with the same stream read the same from outside an account
        };
        _app = ServeCommand.Build(settings, _silent);
        var engine = _app.Services.GetRequiredService<NodeEngine>();
        Assert.Empty(await engine.Stores.Check(CancellationToken.None));
        await engine.Start(CancellationToken.None);
        await _app.StartAsync();
        Http2 = new Uri(
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last());
        Operator =
            Client(await OperatorKeyCommand.Make(
                engine.PlatformKeys, settings, CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        Operator.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Relay.DisposeAsync();
        await Database.DisposeAsync();
        await _silent.DisposeAsync();
        File.Delete(_keyFile);
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    internal HttpClient Client(string key) => new()
    {
        BaseAddress = Http2,
        Timeout = TimeSpan.FromMinutes(2),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>A new tenant, and a client with a key of it.</summary>
    internal async Task<(string Tenant, HttpClient Client)> Tenant(params string[] roles)
    {
        var made = await Json(Operator, HttpMethod.Post, "/v1/tenants", $$"""{"name":"t-{{Guid.NewGuid():n}}"}""");
        var tenant = made.GetProperty("tenant").GetString()!;
        return (tenant, Client(await Key(tenant, roles)));
    }

    internal async Task<string> Key(string tenant, params string[] roles)
    {
        var key = await Json(
            Operator, HttpMethod.Post, $"/v1/tenants/{tenant}/keys",
            JsonSerializer.Serialize(new Dictionary<string, object> { ["label"] = "test", ["roles"] = roles }));
        return key.GetProperty("secret").GetString()!;
    }

    internal static async Task<JsonElement> Json(
        HttpClient client, HttpMethod method, string path, string? body = null, int status = 0)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : Wire.Content(body, "application/json"),
        };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(
            status == 0 ? response.IsSuccessStatusCode : status == (int)response.StatusCode,
                $"{(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
