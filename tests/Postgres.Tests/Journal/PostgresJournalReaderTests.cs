using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Journal;

public sealed class PostgresJournalReaderTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private static readonly JournalMonth March = new(202603), April = new(202604), May = new(202605);

    private IJournalReader Journal => fixture.Stores.Journal;

    [Fact]
    public async Task Open_AccountNeverWritten_HasNoKeyAndNoTail()
    {
        var opening = await Journal.Open(Some.Tenant, Some.Account("never"), default);

        Assert.Null(opening.Key);
        Assert.Null(opening.Snapshot);
        Assert.Empty(opening.Tail);
    }

    [Fact]
    public async Task Open_WithSnapshot_ReadsOnlyWhatCameAfter()
    {
        await ThreeMonths("snapshot");
        await fixture.Stores.Snapshots.Write([Some.Snapshot("snapshot", sequence: 5, next: April)], default);

        var opening = await Journal.Open(Some.Tenant, Some.Account("snapshot"), default);

        Assert.Equal(5, opening.Snapshot!.Sequence);
        Assert.Equal(Some.Snapshot("snapshot", 5).Body.ToArray(), opening.Snapshot.Body.ToArray());
        Assert.Equal(Some.Snapshot("snapshot", 5).RecordHash, opening.Snapshot.RecordHash);
        Assert.Equal([6L, 7, 9], opening.Tail.Select(record => record.FirstSequence));
    }

    [Fact]
    public async Task Open_WithoutSnapshot_BeginsAtTheNewestBase()
    {
        await ThreeMonths("from-base");

        var opening = await Journal.Open(Some.Tenant, Some.Account("from-base"), default);

        Assert.Equal([7L, 9], opening.Tail.Select(record => record.FirstSequence));
        Assert.False(opening.Tail[0].Base.IsEmpty);
        Assert.Equal(opening.Key!.Account, Some.Account("from-base"));
    }

    [Fact]
    public async Task Open_FirstMonthWithoutBase_BeginsAtTheFirstRecord()
    {
        await using var writer = await fixture.Writer();
        await writer.Commit(1, Some.Record("first-month", withKey: true));
        await writer.Commit(2, Some.Record("first-month", first: 2));

        var opening = await Journal.Open(Some.Tenant, Some.Account("first-month"), default);

        Assert.Equal([1L, 2], opening.Tail.Select(record => record.FirstSequence));
    }

    [Fact]
    public async Task Open_TailLongerThanAPage_IsReadWhole()
    {
        const int records = 2_300;
        await using var writer = await fixture.Writer();
        await writer.Commit(1, Some.Record("long", withKey: true));
        await fixture.Database.Execute(
            $"""
            insert into risk.journal
            select tenant, account, generation, kind, fold_version, n, n, period, next_period, lane, 2, n,
                state_hash, previous_hash, identities, sealed, base
            from risk.journal, generate_series(2, {records}) as n where account = '\x{StoresFixture.Hex("long")}'
            """);

        var opening = await Journal.Open(Some.Tenant, Some.Account("long"), default);

        Assert.Equal(
            Enumerable.Range(1, records).Select(n => (long)n), opening.Tail.Select(record => record.FirstSequence));
    }

    [Fact]
    public async Task Open_ManyAtOnceOfSeveralTenants_EachGetsItsOwn()
    {
        await using var writer = await fixture.Writer();
        var tenants = new[] { new TenantId(1), new TenantId(2), new TenantId(3) };
        var records = tenants.SelectMany(tenant => Enumerable.Range(0, 100).Select(
            i => Some.Record(
                $"crowd-{i}", tenant: tenant, bodyLength: 10 + (tenant.Value * 1_000) + i, withKey: true))).ToArray();
        await writer.Commit(1, records);

        var openings = await Task.WhenAll(records.Select(
            record => Journal.Open(record.Tenant, record.Account, default).AsTask()));

        Assert.Equal(records.Select(
            record => record.Body.Length), openings.Select(opening => Assert.Single(opening.Tail).Body.Length));
        Assert.All(openings.Zip(records), pair => Assert.Equal(pair.Second.Tenant, pair.First.Key!.Tenant));
    }

    [Theory]
    [InlineData(0, 10, "1,2,4,6,7,9")]
    [InlineData(2, 10, "2,4,6,7,9")] // 2 holds 2 and 3
    [InlineData(3, 10, "4,6,7,9")]
    [InlineData(3, 2, "4,6")]
    [InlineData(9, 10, "")]
    public async Task After_Sequence_BeginsWithTheRecordThatReachesBeyondIt(long after, int limit, string expected)
    {
        var account = $"after-{after}-{limit}";
        await ThreeMonths(account);

        var records = await Journal.After(Some.Tenant, Some.Account(account), after, limit, default);

        Assert.Equal(expected, string.Join(',', records.Select(record => record.FirstSequence)));
    }

    [Fact]
    public async Task Find_Sequences_AnswersWithTheRecordsThatHoldThem()
    {
        await ThreeMonths("find");

        var records = await Journal.Find(Some.Tenant, Some.Account("find"), [9, 3, 2, 77, 7], default);

        Assert.Equal([2L, 7, 9], records.Select(record => record.FirstSequence));
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(3, "1,2")]
    [InlineData(6, "4,6")]
    [InlineData(9, "7,9")]
    [InlineData(long.MaxValue, "7,9")] // the newest
    public async Task FromBase_Sequence_ReadsOneMonth(long sequence, string expected)
    {
        var account = $"replay-{sequence}";
        await ThreeMonths(account);

        var records = await Journal.FromBase(Some.Tenant, Some.Account(account), sequence, default);

        Assert.Equal(expected, string.Join(',', records.Select(record => record.FirstSequence)));
    }

    [Fact]
    public async Task Identities_OfAnAccount_AreThoseOfAllMonthsInOrder()
    {
        await ThreeMonths("identities");

        var rows = await Journal.Identities(Some.Tenant, Some.Account("identities"), 0, default);

        Assert.Equal([1L, 2, 4, 6, 7, 9], rows.Select(row => row.FirstSequence));
        Assert.Equal([8, 16, 16, 8, 16, 8], rows.Select(row => row.Identities.Length));
    }

    [Fact]
    public async Task Identities_AfterASequenceOrInRanges_AreThoseRecordsAcrossMonths()
    {
        await ThreeMonths("ranges");
        await ThreeMonths("other-ranges");
        var account = Some.Account("ranges");

        var newer = await Journal.Identities(Some.Tenant, account, 5, default);
        var ranges = new SequenceRange[] { new(2, 5), new(9, 9), new(40, 50) };
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => Journal.FindIdentities(Some.Tenant, account, ranges, default).AsTask()));

        Assert.Equal([6L, 7, 9], newer.Select(row => row.FirstSequence));
        Assert.All(found, rows => Assert.Equal([(2L, 3L), (4L, 5L), (9L, 9L)], rows.Select(
            row => (row.FirstSequence, row.LastSequence))));
        Assert.All(newer, row => Assert.NotEqual(default, row.Arrived));
        Assert.Empty(await Journal.FindIdentities(Some.Tenant, account, [], default));
        Assert.Empty(await Journal.FindIdentities(new TenantId(2), account, ranges, default));
    }

    [Fact]
    public async Task Reads_OfAnotherTenant_FindNothing()
    {
        await ThreeMonths("private");
        var (other, account) = (new TenantId(77), Some.Account("private"));

        Assert.Empty((await Journal.Open(other, account, default)).Tail);
        Assert.Empty(await Journal.After(other, account, 0, 10, default));
        Assert.Empty(await Journal.Find(other, account, [1], default));
        Assert.Empty(await Journal.FromBase(other, account, 9, default));
        Assert.Empty(await Journal.Identities(other, account, 0, default));
    }

    [Fact]
    public async Task Reads_DatabaseDown_AreUnavailableInBoundedTimeAndComeBack()
    {
        await ThreeMonths("outage");
        await using var relay = DatabaseRelay.Start(fixture.Database.Reader);
        await using var stores = StoresFixture.Open(new PostgresOptions
        {
            Writer = fixture.Database.Writer,
            Reader = relay.Through(fixture.Database.Reader),
            Projector = fixture.Database.Projector,
            Operator = fixture.Database.Operator,
            ConnectSeconds = 1,
            StatementMilliseconds = 1_000,
        });
        var account = Some.Account("outage");
        await stores.Journal.Open(Some.Tenant, account, default);
        relay.Refusing = true;
        relay.CutAll();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => stores.Journal.Open(Some.Tenant, account, default).AsTask());
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => stores.Journal.After(Some.Tenant, account, 0, 10, default).AsTask());
        var elapsed = watch.Elapsed;
        relay.Refusing = false;

        Assert.Equal(2, (await stores.Journal.Open(Some.Tenant, account, default)).Tail.Count);
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Reads_DatabaseStopsAnswering_AreUnavailableInBoundedTime()
    {
        await using var relay = DatabaseRelay.Start(fixture.Database.Reader);
        await using var stores = StoresFixture.Open(new PostgresOptions
        {
            Writer = fixture.Database.Writer,
            Reader = relay.Through(fixture.Database.Reader),
            Projector = fixture.Database.Projector,
            Operator = fixture.Database.Operator,
            ConnectSeconds = 1,
            StatementMilliseconds = 1_000,
        });
        await stores.Journal.Open(Some.Tenant, Some.Account("slow"), default);
        relay.Stall();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var reads = Enumerable.Range(
            0, 50).Select(_ => stores.Journal.Open(Some.Tenant, Some.Account("slow"), default).AsTask());
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Task.WhenAll(reads));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    /// <summary>1 and 2–3 in March; 4–5 with a base and 6 in April; 7–8 with a base and 9 in May.</summary>
    private async Task ThreeMonths(string account)
    {
        await using var writer = await fixture.Writer();
        var records = new[]
        {
            Some.Record(account, first: 1, month: March, withKey: true),
            Some.Record(account, first: 2, events: 2, month: March, next: April),
            Some.Record(account, first: 4, events: 2, month: April, basis: Some.Bytes(50)),
            Some.Record(account, first: 6, month: April, next: May),
            Some.Record(account, first: 7, events: 2, month: May, basis: Some.Bytes(60)),
            Some.Record(account, first: 9, month: May),
        };
        for (var i = 0; i < records.Length; i++)
        {
            Writers.AssertAll(RowOutcome.Committed, await writer.Commit(i + 1, records[i]));
        }
    }
}
