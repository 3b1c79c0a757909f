using System.Diagnostics;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Cluster.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Accounts;

public sealed class QuotaTests
{
    private const int Rate = 500;

    [Fact]
    public async Task Lines_OfTwoSilos_TogetherKeepToOneQuota()
    {
        await using var silos = await RiskSilos.Start(
            new MovablePools((1, "a")), ["a", "a"], RiskSilos.Silent(new SilentStores()));
        var began = Stopwatch.GetTimestamp();
        var taken = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(silo => TakeAll(silos, silo, TimeSpan.FromSeconds(3))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

        Assert.All(taken, static lines => Assert.InRange(lines, 1, int.MaxValue));
        Assert.InRange(taken.Sum(), Rate, (int)(Rate * (seconds + 1)) + 1);
    }

    private static async Task<int> TakeAll(RiskSilos silos, int silo, TimeSpan time)
    {
        var lines = new LeasedLines(silos.Actors(silo), "key_1", history: false, TimeProvider.System);
        var (caller, began, taken) = (RiskSilos.Caller(1, Roles.Ingest), Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            if (await lines.Take(caller, Rate) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, TimeProvider.System);
                continue;
            }

            taken++;
        }

        return taken;
    }
}
