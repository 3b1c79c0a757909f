using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Journal;

public sealed class PostgresJournalWriterTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private static readonly JournalMonth March = new(202603), April = new(202604), May = new(202605);

    [Fact]
    public async Task Commit_GroupOfNewAccounts_IsReadBackBitForBit()
    {
        await using var writer = await fixture.Writer();
        var basis = Some.Bytes(900, 8);
        var written = Some.Record("bits", first: 1, events: 3, withKey: true, basis: basis);

        var outcome = await writer.Commit(1, written, Some.Record("bits-2", withKey: true));

        Writers.AssertAll(RowOutcome.Committed, outcome);
        Assert.True(outcome.NumberUsed);
        var opening = await fixture.Stores.Journal.Open(written.Tenant, written.Account, CancellationToken.None);
        var read = Assert.Single(opening.Tail);
        Assert.Equal(written.Body.ToArray(), read.Body.ToArray());
        Assert.Equal(basis, read.Base.ToArray());
        Assert.Equal(written.Identities.ToArray(), read.Identities.ToArray());
        Assert.Equal(
            written with
            {
                Writer = writer.Id,
                Commit = 1,
                NewKey = null,
                Body = read.Body,
                Base = read.Base,
                Identities = read.Identities
            },
            read);
        Assert.Equal(written.NewKey!.SealedKey.ToArray(), opening.Key!.SealedKey.ToArray());
        Assert.Equal(written.NewKey with { SealedKey = opening.Key.SealedKey }, opening.Key);
    }

    [Fact]
    public async Task Commit_PlaceTakenByAnotherWriter_ConflictsAndTheRestCommits()
    {
        await using var one = await fixture.Writer();
        await using var other = await fixture.Writer();
        await one.Commit(1, Some.Record("taken", withKey: true));

        var outcome = await other.Commit(
            1, Some.Record("free-1", withKey: true), Some.Record("taken"), Some.Record("free-2", withKey: true));

        Assert.Equal([RowOutcome.Committed, RowOutcome.Conflict, RowOutcome.Committed], outcome.Rows);
        Assert.True(outcome.NumberUsed);
        Assert.Equal(1, await fixture.Rows("taken"));
        Assert.Equal(1, await fixture.Rows("free-2"));
    }

    [Fact]
    public async Task Commit_OnlyConflictRows_LeavesTheNumberFree()
    {
        await using var one = await fixture.Writer();
        await using var other = await fixture.Writer();
        await one.Commit(1, Some.Record("alone", withKey: true));

        var conflict = await other.Commit(1, Some.Record("alone"));
        var next = await other.Commit(1, Some.Record("alone-next", withKey: true));

        Assert.Equal([RowOutcome.Conflict], conflict.Rows);
        Assert.False(conflict.NumberUsed);
        Assert.NotNull(conflict.Cause);
        Assert.Equal([RowOutcome.Committed], next.Rows);
    }

    [Fact]
    public async Task Commit_TwoWritersCreateOneAccountInTwoMonths_OneConflictsByTheKeyRow()
    {
        await using var one = await fixture.Writer();
        await using var other = await fixture.Writer();
        await one.Commit(1, Some.Record("created", month: March, withKey: true));

        var outcome = await other.Commit(
            1, Some.Record("created", month: April, withKey: true), Some.Record("created-2", withKey: true));

        Assert.Equal([RowOutcome.Conflict, RowOutcome.Committed], outcome.Rows);
        Assert.Equal(1, await fixture.Rows("created"));
    }

    [Fact]
    public async Task Commit_TwoWritersOverTheMonthsBoundary_MeetInTheMonthOfTheRecordBefore()
    {
        await using var one = await fixture.Writer();
        await using var other = await fixture.Writer();
        await one.Commit(1, Some.Record("boundary", month: March, next: April, withKey: true));

        // Both hold the state after the first record, so both take its next month, whatever month it is where they
        // run.
        var first = await one.Commit(2, Some.Record("boundary", first: 2, month: April, next: April));
        var second = await other.Commit(1, Some.Record("boundary", first: 2, month: April, next: May));

        Assert.Equal([RowOutcome.Committed], first.Rows);
        Assert.Equal([RowOutcome.Conflict], second.Rows);
        Assert.Equal(2, await fixture.Rows("boundary"));
    }

    [Fact]
    public async Task Commit_KeyRowIsMissingBesideRecords_LeavesNoKeyBehind()
    {
        await using var writer = await fixture.Writer();
        await writer.Commit(1, Some.Record("lost-key", withKey: true));
        await fixture.Database.Execute(
            $"delete from risk.subject_keys where account = '\\x{StoresFixture.Hex("lost-key")}'");

        var outcome = await writer.Commit(2, Some.Record("lost-key", withKey: true));

        Assert.Equal([RowOutcome.Conflict], outcome.Rows);
        Assert.Equal(0, await fixture.Database.Ask<long>(
            $"select count(*) from risk.subject_keys where account = '\\x{StoresFixture.Hex("lost-key")}'"));
    }

    [Fact]
    public async Task Commit_MonthWithoutPartition_IsRefusedAndTheRestCommits()
    {
        await using var writer = await fixture.Writer();

        var outcome = await writer.Commit(
            1, Some.Record("no-month", month: new JournalMonth(203001), withKey: true),
            Some.Record("month", withKey: true));

        Assert.Equal([RowOutcome.NotRecorded, RowOutcome.Committed], outcome.Rows);
        Assert.Contains("partition", outcome.Cause, StringComparison.Ordinal);
        Assert.Equal(0, await fixture.Rows("no-month"));
    }

    [Theory]
    [InlineData(1)] // again
    [InlineData(3)] // one left out
    public async Task Commit_NumberThatIsNotTheNext_RecordsNothing(long number)
    {
        await using var writer = await fixture.Writer();
        await writer.Commit(1, Some.Record($"numbers-{number}", withKey: true));

        var outcome = await writer.Commit(number, Some.Record($"numbers-{number}", first: 2));

        Assert.Equal([RowOutcome.NotRecorded], outcome.Rows);
        Assert.Equal(1, await fixture.Rows($"numbers-{number}"));
    }

    [Fact]
    public async Task Commit_GreatGroupWithOneConflictRow_CommitsTheOthers()
    {
        await using var one = await fixture.Writer();
        await using var other = await fixture.Writer();
        await one.Commit(1, Some.Record("great-1500", withKey: true));
        var group = Enumerable.Range(0, 3_000).Select(i => Some.Record($"great-{i}", withKey: i != 1_500)).ToArray();

        var outcome = await other.Commit(1, group);

        Assert.Equal(RowOutcome.Conflict, outcome.Rows[1_500]);
        Assert.Equal(2_999, outcome.Rows.Count(row => row == RowOutcome.Committed));
        Assert.Equal(
            2_999, await fixture.Database.Ask<long>($"select count(*) from risk.journal where lane = {other.Id}"));
    }

    [Fact]
    public async Task Commit_CancelledBefore_SendsNothing()
    {
        await using var writer = await fixture.Writer();

        var outcome =
            await writer.Commit(1, [Some.Record("cancelled", withKey: true)], new CancellationToken(canceled: true));

        Assert.Equal([RowOutcome.NotRecorded], outcome.Rows);
        Assert.Equal(0, await fixture.Rows("cancelled"));
    }

    [Fact]
    public async Task Open_Writers_NeverShareAnId()
    {
        await using var one = await fixture.Writer();
        var closed = await fixture.Writer();
        await closed.DisposeAsync();
        await using var third = await fixture.Writer();

        Assert.Equal(3, new HashSet<int> { one.Id, closed.Id, third.Id }.Count);
    }

    [Fact]
    public async Task Open_ServerConfirmsTooEarly_TheWriterDoesNot()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute($"alter database \"{database.Name}\" set synchronous_commit = off");
        await using var stores = StoresFixture.Open(database.Options);
        await using var writer =
            (OrleansRisk.Postgres.Journal.PostgresJournalWriter)await stores.Writers.Open(CancellationToken.None);

        await using var show = new Npgsql.NpgsqlCommand("show synchronous_commit", writer.Connection);

        Assert.Equal("on", await show.ExecuteScalarAsync());
    }
}
