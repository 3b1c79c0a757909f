using OrleansRisk.Journal.Snapshots;
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

    [Fact]
    public async Task Write_IdentitiesBesideSnapshots_StayUntilNewerOnesComeWithOneAsNew()
    {
        const string Account = "identities";
        await Write(Some.Snapshot(Account, 5) with { Identities = Some.Bytes(40, 1) });
        await Write(Some.Snapshot(Account, 8)); // as a program does that knows of none
        await AssertKept(Account, 8);
        Assert.Equal(Some.Bytes(40, 1), await Identities(Account));

        await Write(Some.Snapshot(Account, 8) with { Identities = Some.Bytes(60, 2) });
        await Write(Some.Snapshot(Account, 7) with { Identities = Some.Bytes(50, 3) });
        Assert.Equal(Some.Bytes(60, 2), await Identities(Account));

        await Write(
            Some.Snapshot(Account, 9) with { Identities = Some.Bytes(70, 4) }, Some.Snapshot(Account, 10));
        await AssertKept(Account, 10);
        Assert.Equal(Some.Bytes(70, 4), await Identities(Account));
    }

    [Fact]
    public async Task Write_AsAnOlderProgramDoes_StillKeepsSnapshots()
    {
        await Write(Some.Snapshot("older", 3) with { Identities = Some.Bytes(40) });
        await fixture.Database.Execute(
            """
            set role risk_writer;
            select risk.keep_snapshots(array_agg(tenant), array_agg(account), array_agg(generation),
                array[9::bigint], array_agg(1), array_agg(next_period),
                array_agg(decode(repeat('00', 16), 'hex')), array_agg(decode('01', 'hex')))
            from (select 1 as tenant, account, 1::smallint as generation, 202604 as next_period
                  from risk.snapshots where sequence = 3) one
            """);

        Assert.Equal(Some.Bytes(40), await Identities("older"));
    }

    private async Task Write(params Snapshot[] snapshots) => await fixture.Stores.Snapshots.Write(snapshots, default);

    private async Task<byte[]> Identities(string account) => (await fixture.Stores.Journal.Open(
        Some.Tenant, Some.Account(account), default)).Snapshot!.Identities.ToArray();

    private async Task AssertKept(string account, long sequence)
    {
        var opening = await fixture.Stores.Journal.Open(Some.Tenant, Some.Account(account), default);
        Assert.Equal(sequence, opening.Snapshot!.Sequence);
        Assert.Equal(Some.Snapshot(account, sequence).Body.ToArray(), opening.Snapshot.Body.ToArray());
    }
}
