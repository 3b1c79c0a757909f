using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Tenants.Tests.Projections;

/// <summary>Commits of several writers in memory, read as the feed and the folder read them.</summary>
internal sealed class CommittedJournal : IJournalReader
{
    private readonly List<JournalRecord> _records = [];
    private readonly Dictionary<int, long> _numbers = [];

    public int Reads { get; private set; }

    public bool Away { get; set; }

    /// <summary>What happens while a read is under way, before it has its answer.</summary>
    public Action? ReadBack { get; set; }

    /// <summary>Commits the records as the writer's next number; what comes back is what listeners are told.</summary>
    public CommittedGroup Add(int writer, IReadOnlyList<JournalRecord> records)
    {
        lock (_records)
        {
            var number = _numbers[writer] = _numbers.GetValueOrDefault(writer) + 1;
            _records.AddRange(
                records.Select(record => record with { Writer = writer, Commit = number, Content = null }));
            return new CommittedGroup(writer, number, records);
        }
    }

    public ValueTask<IReadOnlyList<JournalRecord>> AfterPositions(
        IReadOnlyDictionary<int, long> positions, int limit, CancellationToken cancel)
    {
        lock (_records)
        {
            Reads++;
            if (Away)
            {
                throw new JournalUnavailableException("as the test wants it");
            }

            ReadBack?.Invoke();
            var due = _records.Where(record => record.Commit > positions.GetValueOrDefault(record.Writer)).ToList();
            var taken = new List<JournalRecord>();
            foreach (var commit in due.GroupBy(static record => (record.Writer, record.Commit)))
            {
                if (taken.Count < limit)
                {
                    taken.AddRange(commit);
                }
            }

            return ValueTask.FromResult<IReadOnlyList<JournalRecord>>(taken);
        }
    }

    public ValueTask<AccountOpening> Open(TenantId tenant, AccountKey account, CancellationToken cancel) =>
        throw Unasked();

    public ValueTask<IReadOnlyList<JournalRecord>> After(
        TenantId tenant, AccountKey account, long afterSequence, int limit, CancellationToken cancel) =>
        throw Unasked();

    public ValueTask<IReadOnlyList<JournalRecord>> Find(
        TenantId tenant, AccountKey account, IReadOnlyList<long> sequences, CancellationToken cancel) =>
        throw Unasked();

    public ValueTask<IReadOnlyList<JournalRecord>> FromBase(
        TenantId tenant, AccountKey account, long sequence, CancellationToken cancel) => throw Unasked();

    public ValueTask<IReadOnlyList<IdentityRow>> Identities(
        TenantId tenant, AccountKey account, long afterSequence, CancellationToken cancel) => throw Unasked();

    public ValueTask<IReadOnlyList<IdentityRow>> FindIdentities(
        TenantId tenant, AccountKey account, IReadOnlyCollection<SequenceRange> ranges, CancellationToken cancel) =>
        throw Unasked();

    public void Tamper(int index, Func<JournalRecord, JournalRecord> change)
    {
        lock (_records)
        {
            _records[index] = change(_records[index]);
        }
    }

    private static NotSupportedException Unasked() => new("the folder reads by lanes only");
}
