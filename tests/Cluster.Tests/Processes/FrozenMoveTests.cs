using System.Globalization;
using System.Net;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// A silo stands still while its tenant moves to another pool, and wakes with calls of it before the door.
/// </summary>
public sealed class FrozenMoveTests(ITestOutputHelper output)
{
    private const int Accounts = 32;

    [SoakFact]
    public async Task Silo_ThatStoodStillWhileItsTenantMoved_CommitsNothingAndEnds()
    {
        await using var silos = await SiloProcesses.Start(2, probeSeconds: 1);
        await silos.AddIn("beta");
        var frozen = silos.Silos[1];
        using var load = new AcknowledgedLoad(
            silos.Key, () => [.. silos.Silos.Where(silo => silo != frozen).Select(silo => silo.Http)]);
        await load.Run(Accounts, each: 3);

        frozen.Freeze();
        var late = Enumerable.Range(0, 2 * Accounts)
            .Select(account => load.Once(frozen.Http, account, number: 9)).ToList();
        await using (var mover = silos.Mover("main"))
        {
            await mover.HandKeys(new(1), "beta", silos.KeyFile("beta"), default);
            await mover.Begin(new(1), "beta", default);
        }

        await silos.Until(async () => await silos.Database.Ask<string>(
            "select pool from cluster.tenant_pools where moving_to is null") == "beta");
        var before = await Recorded(silos, frozen);
        frozen.Thaw();
        var ended = await frozen.Ended(TimeSpan.FromMinutes(2));
        var answers = await Task.WhenAll(late);
        var said = string.Join(", ", answers.CountBy(status => status?.ToString() ?? "nothing"));
        output.WriteLine($"answers of the one that stood still: {said}; it ended with {ended}");
        output.WriteLine(string.Join(
            '\n', frozen.Log.Where(line => line.Contains("barred", StringComparison.Ordinal)).Take(3)));

        Assert.DoesNotContain(HttpStatusCode.OK, answers);
        Assert.Equal(before, await Recorded(silos, frozen));
        await load.Run(Accounts, each: 5).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((0, 0), await load.SendAgain());
    }

    private static Task<long> Recorded(SiloProcesses silos, SiloProcess silo) => silos.Database.Ask<long>(
        $"""
        select count(*) from risk.journal where lane in (
            select id from risk.lanes where writer like '%/{silo.Id.ToString(CultureInfo.InvariantCulture)}/%')
        """);
}
