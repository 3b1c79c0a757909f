using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Scoring;

namespace OrleansRisk.Core.Tests.Scoring;

public sealed class PopulationTests
{
    [Fact]
    public void FromBytes_OfToBytes_IsTheSameTable()
    {
        var table = PopulationCounts.Publish(Counted(100), version: 5);
        var again = PopulationTable.FromBytes(table.ToBytes());
        Assert.Equal((5, table.ContentHash), (again.Version, again.ContentHash));
        Assert.Equal(table.ToBytes(), again.ToBytes());
        Assert.NotEqual(PopulationTable.Shipped.ContentHash, table.ContentHash);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(6)]
    public void FromBytes_OtherMarkFormatOrFeatures_IsRefused(int at)
    {
        var bytes = PopulationTable.Shipped.ToBytes();
        bytes[at] ^= 1;
        Assert.Throws<ArgumentException>(() => PopulationTable.FromBytes(bytes));
        Assert.Throws<ArgumentException>(() => PopulationTable.FromBytes(bytes.AsSpan(1)));
    }

    [Fact]
    public void FromBytes_NegativeCount_IsRefused()
    {
        var bytes = PopulationTable.Shipped.ToBytes();
        bytes[^1] = 0x80;
        Assert.Throws<ArgumentException>(() => PopulationTable.FromBytes(bytes));
    }

    [Fact]
    public void Publish_Counts_AreAddedToTheShippedOnes()
    {
        var table = PopulationCounts.Publish(Counted(100), version: 1);
        Assert.Equal(PopulationTable.Shipped.Count(3) + 100, table.Count(3));
        Assert.Equal(PopulationTable.Shipped.Count(4), table.Count(4));
    }

    [Fact]
    public void Surprise_MoreExtreme_IsNeverLess()
    {
        for (var feature = FeatureId.AmountRatio; feature <= FeatureId.Surprise; feature++)
        {
            var before = 0.0;
            for (var position = 0.0; position <= FeatureScale.Bins; position += 0.25)
            {
                var surprise = PopulationTable.Shipped.Surprise(feature, position);
                Assert.True(surprise >= before, $"{feature} at {position}");
                before = surprise;
            }

            Assert.Equal(0, PopulationTable.Shipped.Surprise(feature, 0));
        }
    }

    [Fact]
    public void Surprise_AtABinsEdge_IsTheShareAtOrAbove()
    {
        var cells = new long[FeatureBins.Length * FeatureScale.Bins];
        (cells[0], cells[10]) = (90, 10);
        var table = PopulationTable.Of(1, cells);
        Assert.Equal(-Math.Log(10.5 / 100.5), table.Surprise(FeatureId.AmountRatio, 10), 12);
        Assert.Equal(-Math.Log(0.5 / 100.5), table.Surprise(FeatureId.AmountRatio, 11), 12);
    }

    [Fact]
    public void Merge_ByAddition_EqualsCountingAllInOne()
    {
        var (one, other, all) = (Counted(3), Counted(4), Counted(7));
        for (var i = 0; i < all.Length; i += 8)
        {
            Assert.Equal(BitConverter.ToInt64(all, i), BitConverter.ToInt64(one, i) + BitConverter.ToInt64(other, i));
        }
    }

    private static byte[] Counted(int times)
    {
        var counts = new byte[PopulationCounts.Size];
        var bins = default(FeatureBins);
        ((Span<byte>)bins).Fill(FeatureBins.Missing);
        bins[0] = 3;
        for (var i = 0; i < times; i++)
        {
            PopulationCounts.Add(counts, bins);
        }

        return counts;
    }
}
