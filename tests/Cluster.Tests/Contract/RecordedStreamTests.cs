using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Membership;
using OrleansRisk.Host.Settings;
using OrleansRisk.Host.Transport;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Cluster.Tests.Contract;

using Pins = Dictionary<(TenantId Tenant, AccountKey Account, long Sequence), PinnedObservation>;

/// <summary>
/// One stream, through HTTP and whole hosts, one alone and three of a cluster, while what accounts share is published
/// again and again.
/// </summary>
public sealed class RecordedStreamTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Silos = 3;
    private static readonly TenantId Tenant = new(1);

    private readonly string _runner = Directory.CreateTempSubdirectory("risk-stream-").FullName;
    private readonly RecordedStream _stream = new(Cards());
    private TestDatabase _database = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.Create();
        await ClusterMigrations.Apply(_database.Administrator, default);
        new SecretFolder(_runner).Renew(TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1));
        await using var host = await WholeHost.Start(Alone());
        using var http = new HttpClient { BaseAddress = host.Http };
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await OperatorKeyCommand.Make(
            host.Engine.PlatformKeys, Alone(), default));
        await Post(http, "/v1/tenants", new { name = "lender" });
        var made = await Post(http, "/v1/tenants/ten_1/keys", new { label = "test", roles = new[] { "ingest" } });
        _key = made.GetProperty("secret").GetString()!;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    [Fact]
    public async Task Stream_OfOneSeed_IsDecidedByteForByteAsOnOneAlone()
    {
        var (first, pins) = await FirstRun();
        var states = await States();
        var versions = pins.Values.Select(pin => pin.Tables.Population.Version).Distinct().Count();
        Assert.InRange(versions, 2, int.MaxValue);

        await Forget();
        Equal(first, await OnCluster(pins, 0, 3));
        Assert.Equal(states, await States());

        await Forget();
        var handed = await OnOneAlone(pins, 0, 1);
        await OnCluster(pins, 1, 2, into: handed);
        await OnOneAlone(pins, 2, 3, into: handed);
        Equal(first, handed);
        Assert.Equal(states, await States());

        await Forget();
        var free = await OnCluster(null, 0, 3);
        output.WriteLine(
            $"{first.Count} decisions of {_stream.Names.Count} accounts and {_stream.Counterparties} counterparties "
            + $"over {RecordedStream.Connections} connections, {versions} populations read");
        output.WriteLine(
            $"unpinned: {first.Count(each => free[each.Key] != each.Value)} answers differ, "
            + $"{first.Count(each => Versions(free[each.Key]) != Versions(each.Value))} read another version");
    }

    private static void Equal(Dictionary<string, string> first, Dictionary<string, string> second)
    {
        Assert.Equal(RecordedStream.Lines, second.Count);
        foreach (var (transaction, answer) in first)
        {
            Assert.Equal(answer, second[transaction]);
        }
    }

    /// <summary>On a host alone, with whatever is published meanwhile; the answers, and what each one read.</summary>
    private async Task<(Dictionary<string, string> Answers, Pins Pins)> FirstRun()
    {
        await using var host = await WholeHost.Start(Alone());
        var answers = await Send([host], 0, 3);
        var (engine, pins) = (host.Engine, new Pins());
        var pseudonyms = await engine.Keys.Pseudonyms(Tenant, default);
        foreach (var key in _stream.Names.Select(pseudonyms.Account))
        {
            var page = await host.Actors.Account(Tenant, key).Decisions(
                RiskSilos.Caller(Tenant.Value), new DecisionQuery(null, 0, 1_000));
            foreach (var inputs in page.Value!.Entries.Select(entry => entry.Inputs))
            {
                pins[(Tenant, key, inputs.Sequence)] = new PinnedObservation(inputs.Figures, new ReferenceTables(
                    (await engine.Published.Population(Tenant, inputs.PopulationVersion, default))!,
                    (await engine.Published.Policy(Tenant, inputs.PolicyVersion, default))!));
            }
        }

        Assert.Equal(RecordedStream.Lines, pins.Count);
        return (answers, pins);
    }

    private async Task<Dictionary<string, string>> OnOneAlone(
        Pins pins, int from, int to, Dictionary<string, string>? into = null)
    {
        await using var host = await WholeHost.Start(Alone(), pins);
        return Add(into ?? [], await Send([host], from, to));
    }

    private async Task<Dictionary<string, string>> OnCluster(
        Pins? pins, int from, int to, Dictionary<string, string>? into = null)
    {
        var hosts = new List<WholeHost>();
        try
        {
            for (var number = 1; number <= Silos; number++)
            {
                hosts.Add(await WholeHost.Start(OfCluster(number), pins));
            }

            return Add(into ?? [], await Send(hosts, from, to));
        }
        finally
        {
            await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
        }
    }

    private Task<Dictionary<string, string>> Send(IReadOnlyList<WholeHost> hosts, int from, int to) => _stream.Send(
        [.. hosts.Select(host => host.Http)], _key, from, to, () =>
        {
            foreach (var host in hosts)
            {
                host.Engine.CountUp(); // and publish, where a day of the stream has passed
            }
        });

    private static Dictionary<string, string> Add(Dictionary<string, string> into, Dictionary<string, string> part)
    {
        foreach (var (transaction, answer) in part)
        {
            into.Add(transaction, answer);
        }

        return into;
    }

    /// <summary>Every account's last state, as its record names it.</summary>
    private async Task<string> States() => await _database.Ask<string>(
        """
        select string_agg(encode(account, 'hex') || ' ' || last_sequence || ' ' || state_hash, e'\n' order by account)
        from (select distinct on (account) account, last_sequence, state_hash from risk.journal
              order by account, last_sequence desc) as newest
        """) ?? "";

    /// <summary>Everything but the tenant and its keys, from which the accounts' names in the records come.</summary>
    private Task Forget() => _database.Execute(
        """
        truncate risk.journal, risk.subject_keys, risk.snapshots, risk.projections, risk.lane_positions, risk.lanes;
        delete from risk.publications where kind = 1
        """);

    private static string Versions(string answer) =>
        answer[answer.IndexOf("\"versions\"", StringComparison.Ordinal)..];

    private HostSettings Alone() => new()
    {
        Database = _database.Administrator,
        KeyFile = Path.Combine(_runner, "vault.key"),
        EventTime = true,
        PublishSeconds = 86_400,
    };

    private HostSettings OfCluster(int number)
    {
        var settings = Alone();
        (settings.SiloName, settings.Secrets, settings.StopSeconds) = ($"silo-{number}", _runner, 30);
        return settings;
    }

    private static async Task<JsonElement> Post(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Cards()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansRisk.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "samples", "cards", "transactions.csv.gz");
    }
}
