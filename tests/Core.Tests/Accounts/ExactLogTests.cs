using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Tests.Accounts;

public sealed class ExactLogTests
{
    [Fact]
    public void Between_TwoMoments_TakesTheLaterAndNotTheEarlier()
    {
        var log = new ExactLog(new byte[ExactLog.SizeFor(8)]);
        log.Add(10, 500, marked: true);
        log.Add(20, 700, marked: false);
        log.Add(30, 900, marked: true);
        Assert.Equal(new ExactWindow(2, 1, 1_600, Bounded: false), log.Between(10, 30));
        Assert.Equal(new ExactWindow(0, 0, 0, Bounded: false), log.Between(30, 40));
    }

    [Fact]
    public void Between_BehindWhatWasDropped_SaysItIsBounded()
    {
        var log = new ExactLog(new byte[ExactLog.SizeFor(4)]);
        for (var at = 1; at <= 6; at++)
        {
            log.Add(at, 1, marked: false);
        }

        Assert.Equal(new ExactWindow(4, 0, 4, Bounded: true), log.Between(1, 6));
        Assert.Equal(new ExactWindow(4, 0, 4, Bounded: false), log.Between(2, 6));
    }

    [Fact]
    public void Between_LateOnesDropped_SaysItIsBounded()
    {
        var log = new ExactLog(new byte[ExactLog.SizeFor(2)]);
        foreach (var at in (long[])[50, 10, 60, 70])
        {
            log.Add(at, 1, marked: false);
        }

        Assert.True(log.Between(40, 70).Bounded);
    }
}
