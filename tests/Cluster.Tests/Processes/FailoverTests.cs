using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// Real silos in real processes: one dies, one comes, one leaves in good order, and nothing that was acknowledged is
/// lost or doubled.
/// </summary>
public sealed class FailoverTests(ITestOutputHelper output)
{
    private const int Accounts = 48;
    private const int Each = 50;
    private const int All = Accounts * Each;

    [SoakFact]
    public async Task Stream_AtDefaultProbesWhileOneDiesOneComesAndOneLeaves_IsDecidedOnce()
    {
        await using var silos = await SiloProcesses.Start(3, probeSeconds: 5);
        using var load = new AcknowledgedLoad(
            silos.Key, () => [.. silos.Silos.Where(silo => !silo.HasExited).Select(silo => silo.Http)]);
        var running = load.Run(Accounts, Each);

        await load.Reach(running, All / 4);
        await silos.Silos[1].Kill();
        load.Mark();
        await load.AllAnswered(Accounts);
        var waited = load.LongestWait;
        await load.Reach(running, All / 2);
        await silos.Add();
        await load.Reach(running, All * 3 / 4);
        var left = await silos.Silos[2].Drain();
        await running;

        output.WriteLine(
            $"default probes: the last account waited {waited.TotalSeconds:F1} s after the kill; resent {load.Resent}");
        Assert.Equal(0, left);
        Assert.InRange(waited, TimeSpan.Zero, TimeSpan.FromSeconds(90));
        Assert.Equal((0, 0), await load.SendAgain());
        Assert.Equal(All, await silos.Database.Ask<long>(
            "select sum(last_sequence - first_sequence + 1)::bigint from risk.journal where kind = 1"));
    }

    [Fact]
    public async Task Silo_ToldToLeaveWithoutADatabase_EndsWithinItsTime()
    {
        await using var silos = await SiloProcesses.Start(1, probeSeconds: 5);
        var silo = await silos.Add(("RISK_STOPSECONDS", "5"));
        await silos.Database.DisposeAsync();
        var began = TimeProvider.System.GetTimestamp();
        await silo.Drain();
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }
}
