using System.Collections.Concurrent;
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

    /// <summary>
    /// Members that are short of processor give the ones they watch up to nine times as long, a probe each: a busy
    /// machine takes minutes to vote a frozen silo out.
    /// </summary>
    private static readonly TimeSpan VotedOut = TimeSpan.FromMinutes(5);

    /// <summary>A tenant in a pool without trouble is not slowed by what it shares, on any busy machine.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Stream_ThroughAllTroubles_IsDecidedOnceAndTheFrozenSiloConflicts() =>
        Run(probeSeconds: 1, frozen: TimeSpan.FromSeconds(12), between: 100);

    [SoakFact]
    public Task Stream_ThroughAllTroublesAtDefaultProbes_IsDecidedOnceAndTheFrozenSiloConflicts() =>
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

        var scene = new Scene(silos, service, load, other, running, between, Tell);
        await scene.More();
        var added = await OneDiesOneComesOneLeaves(scene);
        await TheDatabaseStartsAnew(scene, server);
        await OneStandsStill(scene, added, frozen);
        await stop.CancelAsync();
        await Task.WhenAll(running, others);
        await Count(scene);

        void Tell(string what) => output.WriteLine(
            $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds,5:F0} s, probe every {probeSeconds} s: {what}");
    }

    /// <summary>Returns the one that has come.</summary>
    private static async Task<SiloProcess> OneDiesOneComesOneLeaves(Scene scene)
    {
        await scene.Silos.Silos[1].Kill();
        scene.Mark();
        await scene.Load.AllAnswered(Accounts);
        scene.Tell($"killed: the last account waited {scene.Load.LongestWait.TotalSeconds:F1} s for its first answer");
        scene.OthersGoOn(Generous);
        var added = await scene.Silos.Add();
        scene.Service[added] = true;
        await scene.More();
        scene.Mark();
        Assert.Equal(0, await scene.Silos.Silos[2].Drain());
        scene.Tell("one has left");
        await scene.More();
        scene.OthersGoOn(Generous);
        return added;
    }

    private static async Task TheDatabaseStartsAnew(Scene scene, PostgresServer server)
    {
        scene.Mark();
        await server.Stop("fast", andStart: true);
        await scene.More();
        scene.Tell("the database is back");
        scene.OthersGoOn(2 * Generous); // it is their database too
        scene.Service[await scene.Silos.Add()] = true;
        await scene.More();
    }

    private static async Task OneStandsStill(Scene scene, SiloProcess silo, TimeSpan frozen)
    {
        // Out of service, as its probes fail; its accounts are not, for it still is a member.
        scene.Service.TryRemove(silo, out _);
        silo.Freeze();
        scene.Mark();
        var before = scene.Load.Acknowledged;
        await Task.Delay(frozen, TimeProvider.System);
        await scene.Silos.Until(async () => await scene.Silos.Database.Ask<int>(
            $"select status from cluster.silos where silo_name = '{silo.Name}'") == Dead, VotedOut);
        var meanwhile = scene.Load.Acknowledged - before;
        silo.Thaw();
        scene.Tell($"frozen for {frozen.TotalSeconds:F0} s and more: {meanwhile} acknowledged meanwhile");
        Assert.True(meanwhile > 0, "nobody was answered while one silo stood still");
        scene.Tell($"the one that stood still ended with {await silo.Ended(TimeSpan.FromMinutes(2))}");
        await scene.Load.AllAnswered(Accounts);
        scene.Tell($"frozen: the last account waited {scene.Load.LongestWait.TotalSeconds:F1} s for its first answer");
        scene.OthersGoOn(Generous);
        await scene.More();
    }

    /// <summary>Every acknowledged identity is there once, and the states are those that the records say.</summary>
    private static async Task Count(Scene scene)
    {
        var (load, other) = (scene.Load, scene.Other);
        scene.Tell($"{load.Acknowledged} acknowledged, {load.Resent} sent again");
        scene.Tell($"{other.Acknowledged} of the other tenant, {other.Resent} sent again");
        Assert.Equal((0, 0), await load.SendAgain());
        Assert.Equal((0, 0), await other.SendAgain());
        scene.Tell("all is known when it is sent again");
        Assert.Equal(load.Acknowledged + other.Acknowledged, await scene.Silos.Database.Ask<long>(
            "select sum(last_sequence - first_sequence + 1)::bigint from risk.journal where kind = 1"));
        await Replays.AreEqual(scene.Silos, load.Newest(Accounts));
    }

    /// <summary>Silos, those in service, and the two tenants' lenders.</summary>
    private sealed record Scene(
        SiloProcesses Silos, ConcurrentDictionary<SiloProcess, bool> Service, AcknowledgedLoad Load,
        AcknowledgedLoad Other, Task Running, int Between, Action<string> Tell)
    {
        public Task More() => Load.Reach(Running, Load.Acknowledged + Between);

        public void Mark()
        {
            Load.Mark();
            Other.Mark();
        }

        public void OthersGoOn(TimeSpan limit)
        {
            Tell($"the other tenant's longest gap was {Other.LongestGap.TotalSeconds:F1} s");
            Assert.InRange(Other.LongestGap, TimeSpan.Zero, limit);
        }
    }
}
