using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Partitions;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Partitions;

public sealed class JournalMonthsTests : IAsyncLifetime
{
    private static readonly JournalMonth January = new(202601), February = new(202602), March = new(202603);

    private readonly StoresFixture _fixture = new();
    private readonly ManualTime _time = new(); // in March

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Ensure_MonthsAhead_AreMadeOnceAndTakeRows()
    {
        var (first, last) = (new JournalMonth(202811), new JournalMonth(202902));
        await using var writer = await _fixture.Writer();
        var before = await writer.Commit(1, Some.Record("ahead", month: new JournalMonth(202812), withKey: true));

        var made = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => _fixture.Stores.Months.Ensure(first, last, default)));
        var after = await writer.Commit(1, Some.Record("ahead", month: new JournalMonth(202812), withKey: true));

        Assert.Equal(4, made.Sum());
        Writers.AssertAll(RowOutcome.NotRecorded, before);
        Writers.AssertAll(RowOutcome.Committed, after);
    }

    [Theory]
    [InlineData(202600, 202601)]
    [InlineData(202601, 202613)]
    [InlineData(202601, 203701)]
    [InlineData(1, 2)]
    public async Task Ensure_NotMonthsOrTooMany_IsRefused(int first, int last)
    {
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => _fixture.Stores.Months.Ensure(new JournalMonth(first), new JournalMonth(last), default));

        Assert.False(
            await _fixture.Database.Ask<bool>("select exists (select from pg_class where relname = 'journal_202613')"));
    }

    [Fact]
    public void Window_InDecember_ReachesIntoTheNextYear()
    {
        var december = new ManualTime(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero));

        Assert.Equal((new JournalMonth(202612), new JournalMonth(202703)), JournalMonths.Window(december));
    }

    [Fact]
    public async Task Drop_AccountsWereCarriedForward_TakesTheMonthAndItsRowsAreRefused()
    {
        await using var writer = await _fixture.Writer();
        await writer.Commit(1, Some.Record("carried", month: January, next: February, withKey: true));
        await writer.Commit(2, Some.Record("carried", first: 2, month: February, basis: Some.Bytes(10)));

        var report = await MonthDrop.Drop(_fixture.Database.Administrator, January, _time, default);
        var late = await writer.Commit(
            3, Some.Record("late", month: January, withKey: true), Some.Record("on-time", withKey: true));

        Assert.Equal(DropOutcome.Dropped, report.Outcome);
        Assert.Equal([RowOutcome.NotRecorded, RowOutcome.Committed], late.Rows);
        Assert.Equal([2L], (await _fixture.Stores.Journal.After(Some.Tenant, Some.Account("carried"), 0, 10, default))
            .Select(record => record.FirstSequence));
        Assert.Empty(await _fixture.Stores.Journal.Find(Some.Tenant, Some.Account("carried"), [1], default));
        Assert.Equal(DropOutcome.NotThere, (
            await MonthDrop.Drop(_fixture.Database.Administrator, January, _time, default)).Outcome);
    }

    [Fact]
    public async Task Drop_AnAccountsNewestRecordLiesInIt_IsRefusedByName()
    {
        await using var writer = await _fixture.Writer();
        await writer.Commit(1, Some.Record(
            "dormant", month: January, withKey: true), Some.Record("moved", month: January, withKey: true));
        await writer.Commit(2, Some.Record("moved", first: 2, month: February));

        var report = await MonthDrop.Drop(_fixture.Database.Administrator, January, _time, default);

        Assert.Equal(DropOutcome.StillNeeded, report.Outcome);
        Assert.Equal([(Some.Tenant, Some.Account("dormant"))], report.Waiting);
        Assert.Equal(1, await _fixture.Rows("dormant"));
    }

    /// <summary>The record lies in January and arrived later: the account had rested.</summary>
    [Theory]
    [InlineData(202601, DropOutcome.Dropped)]
    [InlineData(202602, DropOutcome.WithinRetention)] // a month's retention, and it is March
    public async Task Drop_RecordArrivedWithinTheTenantsRetention_IsRefusedByName(int arrived, DropOutcome expected)
    {
        var settings = new TenantSettings { Name = "keeps a month", Region = "my", RetentionMonths = 1 };
        var tenant = (await _fixture.Stores.Make(settings)).Id;
        var (first, next) = (Some.Record("rested", tenant: tenant, month: January, next: new(arrived), withKey: true),
            Some.Record("rested", first: 2, tenant: tenant, month: February, basis: Some.Bytes(10)));
        await using var writer = await _fixture.Writer();
        await writer.Commit(1, first);
        await writer.Commit(2, next);

        var report = await MonthDrop.Drop(_fixture.Database.Administrator, January, _time, default);

        Assert.Equal(expected, report.Outcome);
        Assert.Equal(expected == DropOutcome.Dropped ? [] : [(tenant, Some.Account("rested"))], report.Waiting);
    }

    [Fact]
    public async Task Drop_WhatCarriesForwardArrivedLately_GoesWithTheMonth()
    {
        var settings = new TenantSettings { Name = "keeps a month", Region = "my", RetentionMonths = 1 };
        var tenant = (await _fixture.Stores.Make(settings)).Id;
        var carried = Some.Record("rested", first: 2, tenant: tenant, month: January, next: March);
        var there = Some.Record("rested", first: 3, tenant: tenant, month: March, basis: Some.Bytes(10));
        await using var writer = await _fixture.Writer();
        await writer.Commit(1, Some.Record("rested", tenant: tenant, month: January, withKey: true));
        await writer.Commit(2, carried with { Kind = RecordKind.Base });
        await writer.Commit(3, there with { Kind = RecordKind.Base });

        var report = await MonthDrop.Drop(_fixture.Database.Administrator, January, _time, default);

        Assert.Equal(DropOutcome.Dropped, report.Outcome);
        Assert.Equal([3L], (await _fixture.Stores.Journal.After(tenant, Some.Account("rested"), 0, 10, default))
            .Select(static record => record.FirstSequence));
    }

    [Theory]
    [InlineData(202603)]
    [InlineData(202604)]
    public async Task Drop_MonthThatIsNotOver_IsRefused(int month)
    {
        var report = await MonthDrop.Drop(_fixture.Database.Administrator, new JournalMonth(month), _time, default);

        Assert.Equal(DropOutcome.NotOver, report.Outcome);
    }

    [Fact]
    public async Task Drop_InterruptedByALongReader_IsFinishedBySecondTime()
    {
        await using var writer = await _fixture.Writer();
        await using var reader = await TestDatabase.Connect(_fixture.Database.Administrator);
        await using var transaction = await reader.BeginTransactionAsync();
        await using (var look = new Npgsql.NpgsqlCommand("select count(*) from risk.journal", reader))
        {
            await look.ExecuteScalarAsync();
        }

        var interrupted = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => MonthDrop.Drop(_fixture.Database.Administrator, January, _time, default));
        var meanwhile = await writer.Commit(1, Some.Record("meanwhile", month: March, withKey: true));
        await transaction.RollbackAsync();
        var report = await MonthDrop.Drop(_fixture.Database.Administrator, January, _time, default);

        Assert.Equal("55P03", interrupted.SqlState);
        Writers.AssertAll(RowOutcome.Committed, meanwhile);
        Assert.Equal(DropOutcome.Dropped, report.Outcome);
    }
}
