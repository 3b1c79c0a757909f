using System.Diagnostics;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Journal;

/// <summary>The server answers, but not with yes: its disk is full, or a statement takes for ever.</summary>
public sealed class FailingServerTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    [Theory]
    [InlineData(202608, "raise exception 'no space left' using errcode = 'disk_full'", "53100")]
    [InlineData(202609, "perform pg_sleep(30)", "57014")]
    public async Task Commit_ServerCannotWrite_IsNotRecordedInBoundedTimeAndGoesOnAfter(
        int number, string trouble, string sqlState)
    {
        var month = new JournalMonth(number);
        await using var stores = StoresFixture.Open(new PostgresOptions
        {
            Writer = fixture.Database.Writer,
            Reader = fixture.Database.Reader,
            Projector = fixture.Database.Projector,
            Operator = fixture.Database.Operator,
            StatementMilliseconds = 1_000,
        });
        await using var writer = await stores.Writers.Open(CancellationToken.None);
        await fixture.Database.Execute(
            $"""
            create function trouble_{month}() returns trigger language plpgsql as
                $$ begin {trouble}; return new; end $$;
            create trigger trouble before insert on risk.journal_{month}
                for each row execute function trouble_{month}();
            """);
        var watch = Stopwatch.StartNew();

        var failed = await writer.Commit(1, Some.Record($"trouble-{month}", month: month, withKey: true));
        var elapsed = watch.Elapsed;
        await fixture.Database.Execute($"drop trigger trouble on risk.journal_{month}");
        var after = await writer.Commit(1, Some.Record($"trouble-{month}", month: month, withKey: true));

        Assert.Equal([RowOutcome.NotRecorded], failed.Rows);
        Assert.False(failed.NumberUsed);
        Assert.Contains(sqlState, failed.Cause, StringComparison.Ordinal);
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal([RowOutcome.Committed], after.Rows);
        Assert.Equal(1, await fixture.Rows($"trouble-{month}"));
    }
}
