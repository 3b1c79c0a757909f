using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Tests.Accounts;

public sealed class LayoutTests
{
    /// <summary>
    /// Layout version 1 as it was first written: a place that moves makes every stored state unreadable.
    /// </summary>
    [Theory]
    [InlineData(nameof(Layout.Identities), Layout.Identities, 96)]
    [InlineData(nameof(Layout.Decayed), Layout.Decayed, 1_008)]
    [InlineData(nameof(Layout.LogMoments), Layout.LogMoments, 1_112)]
    [InlineData(nameof(Layout.Amounts), Layout.Amounts, 1_192)]
    [InlineData(nameof(Layout.OwnOutliers), Layout.OwnOutliers, 1_232)]
    [InlineData(nameof(Layout.Clock), Layout.Clock, 1_248)]
    [InlineData(nameof(Layout.Parties), Layout.Parties, 1_310)]
    [InlineData(nameof(Layout.MerchantGroups), Layout.MerchantGroups, 1_822)]
    [InlineData(nameof(Layout.Settings), Layout.Settings, 1_886)]
    [InlineData(nameof(Layout.DistinctParties), Layout.DistinctParties, 2_078)]
    [InlineData(nameof(Layout.LastPlace), Layout.LastPlace, 2_142)]
    [InlineData(nameof(Layout.UsualParties), Layout.UsualParties, 2_154)]
    [InlineData(nameof(Layout.GreatestAmounts), Layout.GreatestAmounts, 2_158)]
    [InlineData(nameof(Layout.LastAnomaly), Layout.LastAnomaly, 2_174)]
    [InlineData(nameof(Layout.HourRing), Layout.HourRing, 2_214)]
    [InlineData(nameof(Layout.WeekRing), Layout.WeekRing, 2_443)]
    [InlineData(nameof(Layout.Days), Layout.Days, 2_708)]
    [InlineData(nameof(Layout.Months), Layout.Months, 5_052)]
    [InlineData(nameof(Layout.Streams), Layout.Streams, 6_096)]
    [InlineData(nameof(Layout.Credit), Layout.Credit, 6_528)]
    [InlineData(nameof(Layout.End), Layout.End, 6_632)]
    public void Block_OfLayoutOne_StandsWhereItStood(string block, int at, int was) =>
        Assert.Equal((block, was), (block, at));

    [Fact]
    public void Blocks_AllTogether_FitTheState() =>
        Assert.True(Layout.End < AccountState.Size && AccountState.Size <= 6_656);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(Cells.MoneyMax)]
    [InlineData(-Cells.MoneyMax)]
    [InlineData(1_000_000_000_000_000)]
    public void Money_SevenBytes_KeepsValueAndNeighbour(long value)
    {
        Span<byte> cell = [0, 0, 0, 0, 0, 0, 0, 0xAB];
        cell.Money(0, value);
        Assert.Equal(value, ((ReadOnlySpan<byte>)cell).Money(0));
        Assert.Equal(0xAB, cell[7]);
    }

    [Fact]
    public void AddMoney_BeyondTheCell_IsHeldAndSaysSo()
    {
        Span<byte> cell = new byte[8];
        Assert.False(cell.AddMoney(0, Cells.MoneyMax));
        Assert.True(cell.AddMoney(0, 1));
        Assert.Equal(Cells.MoneyMax, ((ReadOnlySpan<byte>)cell).Money(0));
    }
}
