using System.Collections.Concurrent;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using Xunit;

namespace OrleansRisk.Journal.Tests.Writing;

/// <summary>
/// Writers in memory. A test holds their commits, answers in their place, or takes the database away.
/// </summary>
internal sealed class VolatileJournalWriters : IJournalWriters, IDisposable
{
    private readonly SemaphoreSlim _entered = new(0);
    private int _opened;
    private int _closed;

    /// <summary>Every commit that was asked for, in order.</summary>
    public ConcurrentQueue<AskedCommit> Asked { get; } = new();

    public bool Away { get; set; }

    /// <summary>What a commit comes to; all committed by default.</summary>
    public Func<AskedCommit, CommitOutcome> Answer { get; set; } = static asked => AllOf(asked, RowOutcome.Committed);

    /// <summary>What a commit waits for before it answers.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public int Opened => Interlocked.CompareExchange(ref _opened, 0, 0);

    public int Closed => Interlocked.CompareExchange(ref _closed, 0, 0);

    public static CommitOutcome AllOf(AskedCommit asked, RowOutcome outcome, string? cause = null) =>
        new(asked.Records.Select(_ => outcome).ToList(), outcome == RowOutcome.Committed, cause)
        {
            ConnectionLost = cause == "connection lost",
        };

    public ValueTask<IJournalWriter> Open(CancellationToken cancel) => Away
        ? throw new JournalUnavailableException("as the test wants it")
        : ValueTask.FromResult<IJournalWriter>(new Writer(this, Interlocked.Increment(ref _opened)));

    /// <summary>Waits until one more commit is under way.</summary>
    public async Task CommitUnderWay() =>
        Assert.True(await _entered.WaitAsync(TimeSpan.FromSeconds(30)), "no commit came");

    public void Dispose() => _entered.Dispose();

    private sealed class Writer(VolatileJournalWriters writers, int id) : IJournalWriter
    {
        public int Id => id;

        public async ValueTask<CommitOutcome> Commit(
            long number, IReadOnlyList<JournalRecord> group, CancellationToken cancel)
        {
            var asked = new AskedCommit(id, number, group);
            var held = writers.Held;
            writers.Asked.Enqueue(asked);
            writers._entered.Release();
            await held;
            return writers.Answer(asked);
        }

        public ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref writers._closed);
            return ValueTask.CompletedTask;
        }
    }
}

internal sealed record AskedCommit(int Writer, long Number, IReadOnlyList<JournalRecord> Records);
