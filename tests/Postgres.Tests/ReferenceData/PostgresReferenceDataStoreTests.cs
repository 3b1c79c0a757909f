using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.ReferenceData;

public sealed class PostgresReferenceDataStoreTests : IAsyncLifetime
{
    private readonly StoresFixture _fixture = new();

    private IReferenceDataStore Store => _fixture.Stores.ReferenceData;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Add_ReferenceData_AreFoundByVersionAndTheNewestByItself()
    {
        Assert.True(await Store.AddPopulation(ReferenceDataVersion(1, 1), default));
        Assert.True(await Store.AddPopulation(ReferenceDataVersion(1, 2), default));
        Assert.True(await Store.AddPopulation(ReferenceDataVersion(2, 1), default));

        var second = await Store.Find(new TenantId(1), ReferenceDataKind.Population, 2, default);
        var newest = await Store.Newest(new TenantId(1), ReferenceDataKind.Population, default);

        Assert.Equal(ReferenceDataVersion(1, 2).Content.ToArray(), second!.Content.ToArray());
        Assert.Equal(2, newest!.Version);
        Assert.Null(await Store.Find(new TenantId(2), ReferenceDataKind.Population, 2, default));
        Assert.Null(await Store.Newest(new TenantId(1), ReferenceDataKind.Policy, default));
    }

    [Fact]
    public async Task Add_VersionThatIsThere_ChangesNothing()
    {
        await Store.AddPopulation(ReferenceDataVersion(1, 1), default);

        var again = await Store.AddPopulation(ReferenceDataVersion(1, 1) with { Content = Some.Bytes(5, 99) }, default);

        Assert.False(again);
        var stored = await Store.Find(new TenantId(1), ReferenceDataKind.Population, 1, default);
        Assert.Equal(ReferenceDataVersion(1, 1).Content.ToArray(), stored!.Content.ToArray());
    }

    [Fact]
    public async Task Advance_FromWhereItStands_WritesCountsAndPositionsTogether()
    {
        Assert.True(await Store.Advance(At(), At((1, 5)), [Row(1, 7, 1), Row(2, ulong.MaxValue, 2)], default));
        Assert.True(await Store.Advance(At((1, 5)), At((1, 8), (2, 3)), [Row(1, 7, 3)], default));

        Assert.Equal(At((1, 8), (2, 3)), await Store.Positions(default));
        Assert.Equal([3], (await Store.Rows(new TenantId(1), [7, 8], default)).Select(row => row.Counts.Span[0]));
        Assert.Equal(
            [2], (await Store.Rows(new TenantId(2), [ulong.MaxValue], default)).Select(row => row.Counts.Span[0]));
    }

    [Theory]
    [InlineData(4, 0)] // behind, of writer 1
    [InlineData(6, 0)] // ahead of it
    [InlineData(5, 1)] // says that writer 2 was moved, which it was not
    [InlineData(0, 0)] // knows of no writer at all
    public async Task Advance_PositionsWereMovedByAnother_WritesNothing(long writer1, long writer2)
    {
        await Store.Advance(At(), At((1, 5)), [Row(1, 7, 1)], default);

        var moved = await Store.Advance(At((1, writer1), (2, writer2)), At((1, 9), (2, 9)), [Row(1, 7, 9)], default);

        Assert.False(moved);
        Assert.Equal(At((1, 5)), await Store.Positions(default));
        Assert.Equal(1, Assert.Single(await Store.Rows(new TenantId(1), [7], default)).Counts.Span[0]);
    }

    [Fact]
    public async Task Advance_ManyAtOnceFromOnePlace_OneWins()
    {
        await using var other = StoresFixture.Open(_fixture.Database.Options);

        var moved =
            await Task.WhenAll(Enumerable.Range(1, 12).Select(i => (i % 2 == 0 ? Store : other.ReferenceData).Advance(
            At(), At((1, i)), [Row(1, 7, (byte)i)], default).AsTask()));

        Assert.Equal(1, moved.Count(won => won));
        var winner = Array.IndexOf(moved, true) + 1;
        Assert.Equal(At((1, winner)), await Store.Positions(default));
        Assert.Equal(winner, Assert.Single(await Store.Rows(new TenantId(1), [7], default)).Counts.Span[0]);
    }

    [Fact]
    public async Task AllRows_MoreThanAPage_ComeOnceEachInOrder()
    {
        var rows = Enumerable.Range(
            0, 12_000).Select(i => Row(1 + (i % 3), ((ulong)(uint)i << 50) + (uint)i, (byte)i)).ToArray();
        await Store.Advance(At(), At((1, 1)), rows, default);

        var read = new List<(int, ulong)>();
        await foreach (var row in Store.AllRows(default))
        {
            read.Add((row.Tenant.Value, row.Key));
        }

        Assert.Equal(rows.Select(row => (row.Tenant.Value, row.Key)).Order(), read.Order());
        Assert.Equal(rows.Length, read.Count);
    }

    private static Dictionary<int, long> At(params (int Writer, long Number)[] positions) =>
        positions.ToDictionary(position => position.Writer, position => position.Number);

    private static ProjectionRow Row(int tenant, ulong key, byte counts) =>
        new(new TenantId(tenant), key, new[] { counts });

    private static ReferenceDataVersion ReferenceDataVersion(int tenant, int version)
    {
        var content = Some.Bytes(2_000, (tenant * 100) + version);
        return new(
            new TenantId(tenant), ReferenceDataKind.Population, version, Some.Moment, SHA256.HashData(content),
            content);
    }
}
