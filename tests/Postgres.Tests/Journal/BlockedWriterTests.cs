using System.Diagnostics;
using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Journal;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Journal;

/// <summary>
/// Another session stands in the middle of a commit and does not move: a stopped process, a lost network.
/// </summary>
public sealed class BlockedWriterTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(4); // 200 ms + 1 s, and a busy machine

    [Fact]
    public async Task Commit_RowHeldByAnOpenTransaction_OthersCommitInBoundedTime()
    {
        await using var writer = await fixture.Writer();
        await using var held = await Hold(Some.Record("held"));
        var watch = Stopwatch.StartNew();

        var outcome = await writer.Commit(
            1, Some.Record("beside-1", withKey: true), Some.Record("held"), Some.Record("beside-2", withKey: true));

        Assert.Equal([RowOutcome.Committed, RowOutcome.NotRecorded, RowOutcome.Committed], outcome.Rows);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bound);
        Assert.Equal(0, await fixture.Rows("held"));
    }

    [Fact]
    public async Task Commit_KeyRowHeldByAnOpenTransaction_OthersCommitInBoundedTime()
    {
        await using var writer = await fixture.Writer();
        await using var held = await Hold(Some.Record("held-key", withKey: true));
        var watch = Stopwatch.StartNew();

        var outcome =
            await writer.Commit(1, Some.Record("held-key", withKey: true), Some.Record("beside-key", withKey: true));

        Assert.Equal([RowOutcome.NotRecorded, RowOutcome.Committed], outcome.Rows);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bound);
    }

    [Fact]
    public async Task Commit_ManyRowsHeld_StaysWithinItsBudget()
    {
        await using var writer = await fixture.Writer();
        var rows = Enumerable.Range(0, 400).Select(i => Some.Record($"many-{i}")).ToArray();
        await using var held = await Hold(rows);
        var watch = Stopwatch.StartNew();

        var outcome = await writer.Commit(1, rows);

        Writers.AssertAll(RowOutcome.NotRecorded, outcome);
        Assert.False(outcome.NumberUsed);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bound); // 400 waits of 20 ms would be 8 s
    }

    [Fact]
    public async Task Commit_HolderThenGivesUp_TheRowGoesIn()
    {
        await using var writer = await fixture.Writer();
        var held = await Hold(Some.Record("given-up"));
        var blocked = await writer.Commit(1, Some.Record("given-up"));

        await held.DisposeAsync();
        var after = await writer.Commit(1, Some.Record("given-up"));

        Assert.Equal([RowOutcome.NotRecorded], blocked.Rows);
        Assert.False(blocked.NumberUsed);
        Assert.Equal([RowOutcome.Committed], after.Rows);
    }

    [Fact]
    public async Task Commit_WriterStoppedInTheMiddleOfACopy_IsEndedByWhoMeetsItsRow()
    {
        var options = fixture.Database.Options;
        await using var stores = StoresFixture.Open(new PostgresOptions
        {
            Writer = options.Writer,
            Reader = options.Reader,
            Projector = options.Projector,
            Operator = options.Operator,
            StuckMilliseconds = 1_000,
        });
        await using var writer = await stores.Writers.Open(CancellationToken.None);
        await using var stopped = await WriterSession.OpenNew(options, CancellationToken.None);
        await StandStill(stopped, "stopped");

        var outcomes = new List<RowOutcome>();
        var watch = Stopwatch.StartNew();
        while (outcomes.LastOrDefault() != RowOutcome.Committed && watch.Elapsed < TimeSpan.FromSeconds(20))
        {
            outcomes.Add((await writer.Commit(1, Some.Record("stopped"))).Rows[0]);
        }

        Assert.Equal(RowOutcome.NotRecorded, outcomes[0]);
        Assert.Equal(RowOutcome.Committed, outcomes[^1]);
    }

    /// <summary>A COPY whose rows have reached the server and whose end never comes.</summary>
    private async Task StandStill(WriterSession session, string account)
    {
        _ = await session.Connection.BeginTransactionAsync();
        var stream = await session.Connection.BeginRawBinaryCopyAsync(JournalCopy.Statement);
        var rows = new JournalCopy().Encode(session.Writer, 1, [Some.Record(account), .. Filling(account)]);
        await stream.WriteAsync(rows[..^2]); // all but the trailer
        await stream.FlushAsync();
        while (!await fixture.Database.Ask<bool>(
            $"select wait_event = 'ClientRead' from pg_stat_activity where pid = {session.ProcessId}"))
        {
            await Task.Yield(); // until the server has taken all that was sent
        }
    }

    /// <summary>Enough rows that the server has inserted the first ones, which it does in batches of 1,000.</summary>
    private static IEnumerable<JournalRecord> Filling(string account) =>
        Enumerable.Range(0, 2_500).Select(i => Some.Record($"{account}-filling-{i}"));

    private async Task<NpgsqlConnection> Hold(params JournalRecord[] records)
    {
        var connection = await TestDatabase.Connect(fixture.Database.Writer);
        _ = await connection.BeginTransactionAsync();
        foreach (var record in records)
        {
            var account = Convert.ToHexString(record.Account.ToBytes());
            var key = record.NewKey is null
                ? ""
                : $"insert into risk.subject_keys values (1, '\\x{account}', 1, 1, {record.Month}, 1, '\\x00');";
            await using var command = new NpgsqlCommand(
                key + $"""
                insert into risk.journal values (1, '\x{account}', 1, 1, 1, {record.FirstSequence},
                    {record.LastSequence}, {record.Month}, {record.NextMonth}, 999999, 1,
                    default, 0, '\x00', '\x00', '\x00', null)
                """,
                connection);
            await command.ExecuteNonQueryAsync();
        }

        return connection;
    }
}
