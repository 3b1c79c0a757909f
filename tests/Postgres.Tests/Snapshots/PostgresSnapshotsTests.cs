using OrleansRisk.Journal.Reading;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Snapshots;

public sealed class PostgresSnapshotsTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    [Theory]
    [InlineData("older-after-newer", new long[] { 9, 4 }, 9)]
    [InlineData("newer-after-older", new long[] { 4, 9 }, 9)]
    [InlineData("same-again", new long[] { 7, 7 }, 7)]
    public async Task Write_TwoSnapshotsOfAnAccount_KeepsTheNewest(string account, long[] sequences, long kept)
    {
        foreach (var sequence in sequences)
        {
            await fixture.Stores.Snapshots.Write([Some.Snapshot(account, sequence)], default);
        }

        await AssertKept(account, kept);
    }

    [Fact]
    public async Task Write_OneAccountTwiceInOneCall_KeepsTheNewest()
    {
        await fixture.Stores.Snapshots.Write(
            [Some.Snapshot("twice", 3), Some.Snapshot(
                "twice", 8), Some.Snapshot("twice", 5), Some.Snapshot("single", 1)], default);

        await AssertKept("twice", 8);
        await AssertKept("single", 1);
    }

    [Fact]
    public async Task Write_TwoProcessesAtOnce_KeepTheNewestOfEachAndNeitherFails()
    {
        await using var other = StoresFixture.Open(fixture.Database.Options);
        await Task.WhenAll(
            Enumerable.Range(1, 20).Select(round => (round % 2 == 0 ? fixture.Stores : other).Snapshots.Write(
            [.. Enumerable.Range(0, 100).OrderBy(
                _ => Random.Shared.Next()).Select(i => Some.Snapshot($"race-{i}", round))], default).AsTask()));

        Assert.Equal(100, await fixture.Database.Ask<long>("select count(*) from risk.snapshots where sequence = 20"));
    }

    private async Task AssertKept(string account, long sequence)
    {
        var opening = await fixture.Stores.Journal.Open(Some.Tenant, Some.Account(account), default);
        Assert.Equal(sequence, opening.Snapshot!.Sequence);
        Assert.Equal(Some.Snapshot(account, sequence).Body.ToArray(), opening.Snapshot.Body.ToArray());
    }
}
