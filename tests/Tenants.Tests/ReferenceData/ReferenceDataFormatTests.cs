using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Policies;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Tenants.Tests.ReferenceData;

public sealed class ReferenceDataFormatTests
{
    [Fact]
    public void Policy_OfFormat1_HasTheApprovedBytes()
    {
        var content = PolicyContent.Write(382, 548);
        Assert.Equal("017E012402", Convert.ToHexString(content));
        Assert.Equal(new Policy(7, 382, 548), PolicyContent.Read(ReferenceDataVersion(content)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("017E0124")]
    [InlineData("017E01240200")]
    [InlineData("027E012402")]
    public void Policy_OfAnotherShape_IsRefused(string content) => Assert.Throws<ReferenceDataUnreadableException>(
        () => PolicyContent.Read(ReferenceDataVersion(Convert.FromHexString(content))));

    [Fact]
    public void Population_OfFormat1_StandsAsItsTableSays()
    {
        var bins = new FeatureBins();
        bins[..].Fill(FeatureBins.Missing);
        bins[2] = 5;
        var row = new byte[PopulationRow.Size];
        PopulationRow.Initialize(row);
        PopulationRow.Add(row, new CountedTransaction(Some.Tenant, 1, 2, 20_514, Some.Moment, First: false, bins));
        PopulationRow.Add(row, new CountedTransaction(Some.Tenant, 1, 2, 20_513, Some.Moment - 1, First: false, bins));

        Assert.Equal("01" + "22500000", Convert.ToHexString(row.AsSpan(0, 5)));
        Assert.Equal(BitConverter.GetBytes(Some.Moment), row[5..13]);
        Assert.Equal(2, BitConverter.ToInt64(row, 13 + (((2 * 64) + 5) * 8)));
        Assert.Equal(2, row[13..].Sum(static value => value)); // and nothing else is counted
    }

    [Fact]
    public void Population_OfAnotherShape_IsRefused()
    {
        var row = new byte[PopulationRow.Size];
        Assert.Throws<ReferenceDataUnreadableException>(() => PopulationRow.Table(row, 1));
        PopulationRow.Initialize(row);
        Assert.Throws<ReferenceDataUnreadableException>(() => PopulationRow.Table(row.AsSpan(1), 1));
        Assert.Equal(1, PopulationRow.Table(row, 1).Version);
    }

    private static ReferenceDataVersion ReferenceDataVersion(byte[] content) =>
        new(Some.Tenant, ReferenceDataKind.Policy, 7, 0, Array.Empty<byte>(), content);
}
