using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Api.Tests.Feed;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>
/// Hosts in processes of their own over one database, and a receiver that speaks HTTPS under a private authority.
/// </summary>
public sealed class WebhookProcessTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Accounts = 4;

    private readonly string _runner = Directory.CreateTempSubdirectory("risk-hooks-").FullName;
    private readonly TestDatabase _database = new();
    private readonly PrivateAuthority _authority = new();
    private readonly List<HostProcess> _hosts = [];
    private HookReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await File.WriteAllTextAsync(Path.Combine(_runner, "authority.pem"), _authority.Pem);
        _receiver = await HookReceiver.Start(_authority.Issue());
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _receiver.DisposeAsync();
        _authority.Dispose();
        await _database.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Hosts_ThatShareADatabase_DeliverEachEventOnceInOrderAndGoOnWhereOneIsKilled()
    {
        await Host(trusts: true);
        await Host(trusts: true);
        var (_, key) = await _hosts[0].Tenant("ingest", "admin");
        using var first = Client(0, key);
        using var second = Client(1, key);
        var (_, secret) = await first.Hook(_receiver.Url);

        // Each account is written through both hosts in turn.
        var answers = new List<JsonElement>();
        for (var round = 0; round < 6; round++)
        {
            answers.AddRange(await Send(round % 2 == 0 ? first : second, round * 20));
        }

        await Wire.Until(() => AllCame(answers));
        Assert.Equal(120, _receiver.Came.Count);
        Assert.Equal(120, _receiver.Came.Select(posted => posted.Id).Distinct().Count());

        await _hosts[0].Kill();
        answers.AddRange(await Send(second, 120));
        await _database.Execute("update risk.webhook_places set held_until = now()"); // its time has passed
        await Wire.Until(() => AllCame(answers));

        for (var i = 0; i < Accounts; i++)
        {
            var decided = answers.Decided($"A-{i}").OrderBy(FeedProcessTests.Counted, StringComparer.Ordinal);
            Assert.Equal(decided.Select(Hooks.Updated), _receiver.Order($"A-{i}"));
        }

        Assert.All(_receiver.Came, posted => Assert.True(HookReceiver.Verifies(posted, secret)));
    }

    [Fact]
    public async Task Receiver_UnderAnAuthorityThatTheHostDoesNotTrust_IsToldNothing()
    {
        await Host(trusts: false);
        var (_, key) = await _hosts[0].Tenant("admin");
        using var client = Client(0, key);
        var (webhook, _) = await client.Hook(_receiver.Url);

        using var sent = await client.PostAsync(new Uri($"/v1/webhooks/{webhook}/test", UriKind.Relative), null);
        var result = JsonDocument.Parse(await sent.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("tls_failed", result.GetProperty("result").GetString());
        Assert.Empty(_receiver.Came);
    }

    private HttpClient Client(int host, string key) => new()
    {
        BaseAddress = _hosts[host].Http2,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    private bool AllCame(List<JsonElement> answers) => Enumerable.Range(0, Accounts).All(
        i => _receiver.Order($"A-{i}").Count >= answers.Decided($"A-{i}").Count);

    /// <summary>Twenty lines, sent until each is decided, as a lender does.</summary>
    private static async Task<List<JsonElement>> Send(HttpClient client, int from)
    {
        while (true)
        {
            var answers = await client.Send(Recent.Lines(20, Accounts, from));
            var decided = answers.Where(each => each.TryGetProperty("decision", out _)).ToList();
            if (decided.Count == 20)
            {
                return decided;
            }
        }
    }

    /// <summary>What the manual says of a private authority: its certificate in OpenSSL's own place for them.</summary>
    private async Task Host(bool trusts)
    {
        var environment = trusts
            ? new Dictionary<string, string> { ["SSL_CERT_FILE"] = Path.Combine(_runner, "authority.pem") }
            : [];
        _hosts.Add(await HostProcess.Start(
            _database, Path.Combine(_runner, "vault.key"), environment, "--webhooknetworks=127.0.0.0/8"));
        _hosts[^1].OperatorKey = _hosts[0].OperatorKey;
    }
}
