using System.Globalization;
using OrleansRisk.Cluster.Tests.Processes;
using OrleansRisk.Core.Observations;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Cluster.Tests.Upgrade;

/// <summary>
/// Two builds with neighbouring folds, interface versions and schemas on one database, under a stream: forwards, back,
/// forwards again, and then the scoring version.
/// </summary>
public sealed class RollingUpgradeTests(ITestOutputHelper output)
{
    private const int Accounts = 12;
    private const int Between = 60;
    private const int NextFold = ScoringVersions.Newest + 1;

    [NextBuildFact]
    public async Task Stream_WhileSilosOfTwoBuildsReplaceEachOther_IsDecidedOnceAndReplaysByItsOwnFold()
    {
        await using var silos = await SiloProcesses.Start(3, probeSeconds: 1);
        using var load = new AcknowledgedLoad(
            silos.Key, () => [.. silos.Silos.Where(silo => !silo.HasExited).Select(silo => silo.Http)]);
        using var stop = new CancellationTokenSource();
        var running = load.RunUntil(Accounts, stop.Token);
        Task More() => load.Reach(running, load.Acknowledged + Between);

        await More();
        Tell(await Next(silos, "migrate"));
        await More();
        await Replace(silos, More, next: true, "forwards");
        var first = load.Newest(Accounts);
        await Replace(silos, More, next: false, "back");
        await Replace(silos, More, next: true, "forwards again");

        var old = await silos.Add();
        var refused =
            await Assert.ThrowsAsync<InvalidOperationException>(() => Next(silos, "scoring-version", "1", Fold));
        Assert.Contains("not yet", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await old.Drain());
        Tell(await Next(silos, "scoring-version", "1", Fold));
        await silos.Until(async () => await RecordsOfNextFold(silos) > 0);
        await More();

        var late = await Assert.ThrowsAsync<InvalidOperationException>(() => silos.Add());
        Assert.Contains($"is on scoring version {Fold}", late.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await running;

        Assert.Equal((0, 0), await load.SendAgain());
        Assert.Equal(load.Acknowledged, await silos.Database.Ask<long>(
            "select sum(last_sequence - first_sequence + 1)::bigint from risk.journal where kind = 1"));
        await Replays.AreEqual(silos, [.. first, .. load.Newest(Accounts)]);
        Tell($"{load.Acknowledged} acknowledged, {load.Resent} sent again, none lost, none twice; "
            + $"{await RecordsOfNextFold(silos)} records of the next fold");
    }

    private static string Fold => NextFold.ToString(CultureInfo.InvariantCulture);

    private static Task<string> Next(SiloProcesses silos, params string[] arguments) =>
        silos.CommandOf(NextBuildFactAttribute.Program!, arguments);

    private static Task<long> RecordsOfNextFold(SiloProcesses silos) => silos.Database.Ask<long>(
        $"select count(*) from risk.journal where fold_version = {Fold}");

    /// <summary>A silo of the other build comes, then one of this goes, until none of this is left.</summary>
    private async Task Replace(SiloProcesses silos, Func<Task> more, bool next, string way)
    {
        foreach (var leaving in silos.Silos.Where(silo => !silo.HasExited).ToList())
        {
            await (next ? silos.Add((SiloProcess.OtherProgram, NextBuildFactAttribute.Program!)) : silos.Add());
            Assert.Equal(0, await leaving.Drain());
            await more();
        }

        Tell(way);
    }

    private void Tell(string what) => output.WriteLine($"two builds: {what}");
}
