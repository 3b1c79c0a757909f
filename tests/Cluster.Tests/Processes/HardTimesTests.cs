using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// One stream through everything at once, in real processes on a PostgreSQL of its own: a silo is killed, one is
/// added, one leaves, the database is started anew, one stands still and comes back; while another tenant, in a pool
/// of its own, is answered as if nothing were.
/// </summary>
public sealed class HardTimesTests(ITestOutputHelper output)
{
    private const int Accounts = 16, OtherAccounts = 4;
    private const int Dead = (int)Orleans.Runtime.SiloStatus.Dead;

    /// <summary>A tenant in a pool without trouble is not slowed by what it shares, on any busy machine.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Stream_ThroughAllTroubles_IsDecidedOnceAndTheFrozenSiloIsFenced() =>
        Run(probeSeconds: 1, frozen: TimeSpan.FromSeconds(12), between: 100);

    [SoakFact]
    public Task Stream_ThroughAllTroublesAtDefaultProbes_IsDecidedOnceAndTheFrozenSiloIsFenced() =>
        Run(probeSeconds: 5, frozen: TimeSpan.FromSeconds(30), between: 1_000);

    private async Task Run(int probeSeconds, TimeSpan frozen, int between)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var server = PostgresServer.Create();
        await using var silos = await SiloProcesses.Start(
            await TestDatabase.CreateOn(server.ConnectionString()), 3, probeSeconds);
        var service = new ConcurrentDictionary<SiloProcess, bool>(
            silos.Silos.Select(silo => KeyValuePair.Create(silo, true)));
        using var load = new AcknowledgedLoad(
            silos.Key, () => [.. service.Keys.Where(silo => !silo.HasExited).Select(silo => silo.Http)]);
        var elsewhere = await silos.AddIn("beta");
        using var other = new AcknowledgedLoad(await silos.MakeTenant("other"), () => [elsewhere.Http]);
        await silos.Move("main", "beta", tenant: 2);
        using var stop = new CancellationTokenSource();
        var running = load.RunUntil(Accounts, stop.Token);
        var others = other.RunUntil(OtherAccounts, stop.Token);
        await other.AllAnswered(OtherAccounts);

        await More();
        Mark();
        await silos.Silos[1].Kill();
        await load.AllAnswered(Accounts);
        Tell($"killed: the last account waited {load.LongestWait.TotalSeconds:F1} s for its first answer");
        GoesOn(Generous);
        var added = await silos.Add();
        service[added] = true;
        await More();
        Mark();
        Assert.Equal(0, await silos.Silos[2].Drain());
        Tell("one has left");
        await More();
        GoesOn(Generous);
        Mark();
        await server.Stop("fast", andStart: true);
        await More();
        Tell("the database is back");
        GoesOn(2 * Generous); // it is their database too
        service[await silos.Add()] = true;
        await More();

        // Out of service, as its probes fail; its accounts are not, for it still is a member.
        service.TryRemove(added, out _);
        Mark();
        var before = load.Acknowledged;
        added.Freeze();
        await Task.Delay(frozen, TimeProvider.System);
        await silos.Until(async () => await silos.Database.Ask<int>(
            $"select status from cluster.silos where silo_name = '{added.Name}'") == Dead); // voted out, however busy
        var meanwhile = load.Acknowledged - before;
        added.Thaw();
        Tell($"frozen for {frozen.TotalSeconds:F0} s and more: {meanwhile} acknowledged meanwhile");
        Assert.True(meanwhile > 0, "nobody was answered while one silo stood still");
        Tell($"the one that stood still ended with {await added.Ended(TimeSpan.FromMinutes(2))}");
        await load.AllAnswered(Accounts);
        Tell($"frozen: the last account waited {load.LongestWait.TotalSeconds:F1} s for its first answer");
        GoesOn(Generous);
        await More();
        await stop.CancelAsync();
        await Task.WhenAll(running, others);

        Tell($"{load.Acknowledged} and {other.Acknowledged} acknowledged, {load.Resent} and {other.Resent} sent again");
        Assert.Equal((0, 0), await load.SendAgain());
        Assert.Equal((0, 0), await other.SendAgain());
        Tell("all is known when it is sent again");
        Assert.Equal(load.Acknowledged + other.Acknowledged, await silos.Database.Ask<long>(
            "select sum(last_sequence - first_sequence + 1)::bigint from risk.journal where kind = 1"));
        await Replay(silos, load.Newest(Accounts));

        Task More() => load.Reach(running, load.Acknowledged + between);

        void Mark()
        {
            load.Mark();
            other.Mark();
        }

        void GoesOn(TimeSpan limit)
        {
            Tell($"the other tenant's longest gap was {other.LongestGap.TotalSeconds:F1} s");
            Assert.InRange(other.LongestGap, TimeSpan.Zero, limit);
        }

        void Tell(string what) => output.WriteLine(
            $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds,5:F0} s, probe every {probeSeconds} s: {what}");
    }

    /// <summary>Each account's states are those that its records say.</summary>
    private static async Task Replay(SiloProcesses silos, IEnumerable<string> decisions)
    {
        using var http = new HttpClient { BaseAddress = silos.Silos[0].Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", silos.Key);
        foreach (var decision in decisions)
        {
            var replay = await http.GetFromJsonAsync<JsonElement>(
                new Uri($"/v1/decisions/{decision}/replay", UriKind.Relative));
            Assert.True(replay.GetProperty("equal").GetBoolean(), replay.ToString());
        }
    }
}
