using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Samples.Demo;
using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Sending;

namespace OrleansRisk.Samples.Tests.Demo;

public sealed class DemoPartsTests
{
    [Fact]
    public void AmountAlone_OneLargePayment_IsFirst()
    {
        long[] cents = [.. Enumerable.Repeat(1_000L, 30), 90_000, .. Enumerable.Repeat(1_000L, 5)];
        var lines = cents.Select((c, i) => Line($"T-{i}", c)).ToList();

        Assert.Equal("T-30", AmountAlone.MostSuspicious(lines, 1).Single().Transaction);
    }

    [Fact]
    public void AmountAlone_LittleHistory_IsNotJudged()
    {
        var lines = new[] { Line("T-0", 1_000), Line("T-1", 9_000_000) };

        Assert.Equal("T-0", AmountAlone.MostSuspicious(lines, 1).Single().Transaction);
    }

    [Theory]
    [InlineData(1_000, 10)]
    [InlineData(98, 1)]
    public void P99_KnownTimes_LiesWithinAStep(int count, double slow)
    {
        var latencies = new Latencies();
        for (var i = 0; i < count; i++)
        {
            latencies.Add(TimeSpan.FromMilliseconds(1));
        }

        latencies.Add(TimeSpan.FromMilliseconds(slow));

        Assert.InRange(latencies.P99().TotalMilliseconds, 0.95, 1.06);
    }

    [Fact]
    public void Pseudonym_OfADecision_IsTheBytesOfItsLetters()
    {
        var decision = Ids.Decision(new string('a', 24) + "b7", sequence: 33);

        var (account, sequence) = Pseudonym.OfDecision(decision);

        // 'b' is 1 and '7' is 31: the last ten bits are 00001 11111.
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 63], account);
        Assert.Equal(33, sequence);
    }

    private static SampleLine Line(string id, long cents) => new(
        TransactionLine.FromJson("{}"u8.ToArray()), "A-1", id, "booked", DateTimeOffset.UnixEpoch, cents, null);
}
