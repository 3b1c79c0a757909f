using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Crash.Tests.Writers;

/// <summary>
/// A writer cut at every phase of a commit learns what became of it; and the wire stops where it says, or the crash
/// tests would show nothing.
/// </summary>
public sealed class WriterPhaseTests(WriterPhaseTests.Fixture fixture) : IClassFixture<WriterPhaseTests.Fixture>
{
    private const int CommitsBefore = 3;
    private static int _tenants;

    public static TheoryData<Phase, int, bool, RowOutcome> Phases => new()
    {
        // phase, rows of a group (1 goes by function, 64 by COPY), there when it stops, what the writer says after
        { Phase.BeforeCopy, 1, false, RowOutcome.NotRecorded },
        { Phase.BeforeCopy, 64, false, RowOutcome.NotRecorded },
        { Phase.Sent, 1, false, RowOutcome.NotRecorded },
        { Phase.Sent, 64, false, RowOutcome.NotRecorded },
        { Phase.CommitSent, 1, true, RowOutcome.Committed },
        { Phase.CommitSent, 64, true, RowOutcome.Committed },
        { Phase.CommittedUnanswered, 1, true, RowOutcome.Committed },
        { Phase.CommittedUnanswered, 64, true, RowOutcome.Committed },
    };

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Writer_CutAtAPhase_LearnsWhatBecameOfTheCommit(
        Phase phase, int rows, bool there, RowOutcome outcome)
    {
        await using var wire = new PostgresWire(fixture.Server);
        await using var stores = PostgresStores.Open(
            fixture.Database.Options(wire.Folder), TimeProvider.System, NullLoggerFactory.Instance);
        await using var writer = await stores.Writers.Open(CancellationToken.None);
        var tenant = Interlocked.Increment(ref _tenants);
        for (var number = 1; number <= CommitsBefore; number++)
        {
            var committed = await writer.Commit(number, Group(tenant, number, rows), CancellationToken.None);
            Assert.All(committed.Rows, row => Assert.Equal(RowOutcome.Committed, row));
        }

        var trap = wire.Set(phase, commits: 1);
        var cut = writer.Commit(CommitsBefore + 1, Group(tenant, CommitsBefore + 1, rows), CancellationToken.None);
        await trap.Sprung.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(there ? rows : 0, await Rows(tenant, CommitsBefore + 1));

        await wire.Reset();
        var answer = await cut;
        Assert.All(answer.Rows, row => Assert.Equal(outcome, row));
        Assert.Equal(outcome == RowOutcome.Committed, answer.NumberUsed);
        Assert.Equal(there ? rows : 0, await Rows(tenant, CommitsBefore + 1));
    }

    private static List<JournalRecord> Group(int tenant, long sequence, int rows) =>
        [.. Enumerable.Range(0, rows).Select(row => Some.Record(
            $"account {row}", sequence, tenant: new(tenant), month: JournalMonth.Of(Now), withKey: sequence == 1))];

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<long> Rows(int tenant, long sequence) => fixture.Database.Ask<long>(
        $"select count(*) from risk.journal where tenant = {tenant} and first_sequence = {sequence}");

    public sealed class Fixture : IAsyncLifetime
    {
        public PostgresServer Server { get; } = PostgresServer.Create();

        public RiskDatabase Database { get; private set; } = null!;

        public async Task InitializeAsync() => Database = await RiskDatabase.Create(Server);

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
