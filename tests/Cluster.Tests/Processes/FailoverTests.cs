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
    private const int Step = 600;

    [SoakFact]
    public async Task Stream_AtDefaultProbesWhileOneDiesOneComesAndOneLeaves_IsDecidedOnce()
    {
        await using var silos = await SiloProcesses.Start(3, probeSeconds: 5);
        using var load = new AcknowledgedLoad(
            silos.Key, () => [.. silos.Silos.Where(silo => !silo.HasExited).Select(silo => silo.Http)]);
        using var stop = new CancellationTokenSource();
        var running = load.RunUntil(Accounts, stop.Token); // no account may have sent all it has before one dies

        await load.Reach(running, Step);
        await silos.Silos[1].Kill();
        load.Mark();
        await load.AllAnswered(Accounts);
        var waited = load.LongestWait;
        await load.Reach(running, load.Acknowledged + Step);
        await silos.Add();
        await load.Reach(running, load.Acknowledged + Step);
        var left = await silos.Silos[2].Drain();
        await load.Reach(running, load.Acknowledged + Step);
        await stop.CancelAsync();
        await running;

        output.WriteLine(
            $"default probes: the last account waited {waited.TotalSeconds:F1} s after the kill; resent {load.Resent}");
        Assert.Equal(0, left);
        Assert.InRange(waited, TimeSpan.Zero, TimeSpan.FromSeconds(90));
        Assert.Equal((0, 0), await load.SendAgain());
        Assert.Equal(load.Acknowledged, await silos.Database.Ask<long>(
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
