using OrleansRisk.Benchmarks.Worlds;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Benchmarks.Tests.Worlds;

public sealed class ThirdPaymentsTests
{
    [Theory]
    [InlineData(true, new[] { 0, 30, 60 }, new long[] { 900, 900, 900 })]
    [InlineData(true, new[] { 0, 6, 12 }, new long[] { 900, 950, 1_100 })]
    [InlineData(false, new[] { 0, 30 }, new long[] { 900, 900 })]
    [InlineData(false, new[] { 0, 5, 30 }, new long[] { 900, 900, 900 })]
    [InlineData(false, new[] { 0, 30, 60 }, new long[] { 900, 900, 1_090 })]
    public void Is_ThirdOfItsKind_InARhythmAndWithinAFifth(bool third, int[] days, long[] amounts)
    {
        var payments = new ThirdPayments();
        var last = days.Zip(amounts).Select(each => payments.Is(Line(each.First, each.Second))).ToList()[^1];
        Assert.Equal(third, last);
    }

    [Fact]
    public void Is_FromANewDevice_Not()
    {
        var payments = new ThirdPayments();
        payments.Is(Line(0, 900, "old"));
        payments.Is(Line(30, 900, "old"));
        Assert.False(payments.Is(Line(60, 900, "new")));
        Assert.True(payments.Is(Line(90, 900, "old")));
    }

    private static WireLine Line(int day, long amount, string? device = null) => new(
        "A", "T", new Transaction
        {
            Id = "T",
            At = day * 86_400_000L,
            AmountMinor = amount,
            Currency = Currency.FromNumber(826),
            Direction = Direction.Debit,
            Device = device,
        }, day, 0, Counterparty: 7);
}
