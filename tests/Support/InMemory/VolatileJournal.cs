using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>
/// A journal that keeps its word as long as the process lives: one record at each place of an account, key rows before
/// their first record, the newest snapshot. Appends can be held, refused, or lost on the way back.
/// </summary>
internal sealed class VolatileJournal : IJournal, IJournalReader, ISnapshots
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(TenantId, AccountKey), Rows> _accounts = [];
    private TaskCompletionSource? _held;
    private long _appends;
    private long _commits;

    /// <summary>What goes wrong with the n-th append, from 1; nothing by default.</summary>
    public Func<long, JournalRecord, Fault> FaultOf { get; set; } = static (_, _) => Fault.None;

    /// <summary>The database does not answer reads.</summary>
    public bool ReadsFail { get; set; }

    /// <summary>Refuses snapshots to be read, as if none had ever been written.</summary>
    public bool ForgetsSnapshots { get; set; }

    public long Appends => Interlocked.Read(ref _appends);

    /// <summary>Gives no index of identities back, as if none had ever been written.</summary>
    public bool ForgetsIdentities { get; set; }

    public int Reads { get; private set; }

    /// <summary>Events behind which all identities of an account were read, 0 for all it has.</summary>
    public List<long> IdentitiesReadAfter { get; } = [];

    /// <summary>Look-ups of some identities of an account.</summary>
    public int IdentityLookUps { get; private set; }

    /// <summary>Appends wait from here on until <see cref="Release"/>.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public async ValueTask<Appended> Append(JournalRecord record)
    {
        var number = Interlocked.Increment(ref _appends);
        if (_held is { } held)
        {
            await held.Task;
        }

        var fault = FaultOf(number, record);
        return fault switch
        {
            Fault.Throws => throw new InvalidOperationException("the journal broke"),
            Fault.NotRecorded => new Appended(RowOutcome.NotRecorded, 0, 0, "injected"),
            Fault.Conflict => new Appended(RowOutcome.Conflict, 0, 0, "injected"),
            Fault.UnknownLost => new Appended(RowOutcome.Unknown, 0, 0, "injected"),
            Fault.UnknownCommitted => Commit(record) with { Outcome = RowOutcome.Unknown },
            _ => Commit(record),
        };
    }

    public ValueTask<AccountOpening> Open(TenantId tenant, AccountKey account, CancellationToken cancel) => Read(() =>
    {
        if (!_accounts.TryGetValue((tenant, account), out var rows))
        {
            return new AccountOpening(null, null, []);
        }

        var snapshot = ForgetsSnapshots ? null : rows.Snapshot;
        snapshot = ForgetsIdentities && snapshot is not null ? snapshot with { Identities = default } : snapshot;
        var from = snapshot?.Sequence ?? rows.BaseAtOrBefore(long.MaxValue) - 1;
        return new AccountOpening(rows.Key, snapshot, rows.After(from));
    });

    public ValueTask<IReadOnlyList<JournalRecord>> After(
        TenantId tenant, AccountKey account, long afterSequence, int limit, CancellationToken cancel) =>
        Records(tenant, account, rows => [.. rows.After(afterSequence).Take(limit)]);

    public ValueTask<IReadOnlyList<JournalRecord>> Find(
        TenantId tenant, AccountKey account, IReadOnlyList<long> sequences, CancellationToken cancel) =>
        Records(tenant, account, rows => [.. rows.Records.Where(
            record => sequences.Any(sequence => record.FirstSequence <= sequence && sequence <= record.LastSequence))]);

    public ValueTask<IReadOnlyList<JournalRecord>> FromBase(
        TenantId tenant, AccountKey account, long sequence, CancellationToken cancel) =>
        Records(tenant, account, rows => [.. rows.After(rows.BaseAtOrBefore(sequence) - 1)
            .TakeWhile(record => record.FirstSequence <= sequence)]);

    public ValueTask<IReadOnlyList<IdentityRow>> Identities(
        TenantId tenant, AccountKey account, long afterSequence, CancellationToken cancel)
    {
        IdentitiesReadAfter.Add(afterSequence);
        return IdentityRows(tenant, account, record => record.FirstSequence > afterSequence);
    }

    public ValueTask<IReadOnlyList<IdentityRow>> FindIdentities(
        TenantId tenant, AccountKey account, IReadOnlyCollection<SequenceRange> ranges, CancellationToken cancel)
    {
        IdentityLookUps++;
        return IdentityRows(tenant, account, record => ranges.Any(
            range => range.First <= record.FirstSequence && record.FirstSequence <= range.Last));
    }

    public ValueTask<IReadOnlyList<JournalRecord>> AfterPositions(
        IReadOnlyDictionary<int, long> positions, int limit, CancellationToken cancel) => Read(
        () => (IReadOnlyList<JournalRecord>)[.. _accounts.Values.SelectMany(rows => rows.Records)
            .Where(record => record.Commit > positions.GetValueOrDefault(record.Writer)).OrderBy(
                record => record.Commit).Take(limit)]);

    public ValueTask Write(IReadOnlyList<Snapshot> snapshots, CancellationToken cancel)
    {
        lock (_gate)
        {
            foreach (var snapshot in snapshots)
            {
                var rows = _accounts[(snapshot.Tenant, snapshot.Account)];
                rows.Keep(snapshot);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Changes an account's rows behind everyone's back.</summary>
    public void Tamper(TenantId tenant, AccountKey account, Action<Rows> change)
    {
        lock (_gate)
        {
            change(_accounts[(tenant, account)]);
        }
    }

    /// <summary>Lays an account's rows down as another journal had them.</summary>
    public void Put(SubjectKeyRow key, IEnumerable<JournalRecord> records)
    {
        lock (_gate)
        {
            var rows = _accounts[(key.Tenant, key.Account)] = new Rows { Key = key };
            rows.Records.AddRange(records);
        }
    }

    public SubjectKeyRow? Key(TenantId tenant, AccountKey account)
    {
        lock (_gate)
        {
            return _accounts.GetValueOrDefault((tenant, account))?.Key;
        }
    }

    public IReadOnlyList<JournalRecord> All(TenantId tenant, AccountKey account)
    {
        lock (_gate)
        {
            return _accounts.TryGetValue((tenant, account), out var rows) ? [.. rows.Records] : [];
        }
    }

    private Appended Commit(JournalRecord record)
    {
        lock (_gate)
        {
            var id = (record.Tenant, record.Account);
            var rows = _accounts.GetValueOrDefault(id);
            var taken = rows?.Records.Any(
                row => row.FirstSequence == record.FirstSequence && row.Month == record.Month) == true;
            if (taken || (rows is null) != (record.NewKey is not null))
            {
                return new Appended(RowOutcome.Conflict, 0, 0, null);
            }

            rows ??= _accounts[id] = new Rows { Key = record.NewKey };
            rows.Records.Add(record with { Writer = 1, Commit = ++_commits, NewKey = null, Content = null });
            return new Appended(RowOutcome.Committed, 1, _commits, null);
        }
    }

    private ValueTask<IReadOnlyList<JournalRecord>> Records(
        TenantId tenant, AccountKey account, Func<Rows, IReadOnlyList<JournalRecord>> read) => Read(
        () => _accounts.TryGetValue((tenant, account), out var rows) ? read(rows) : []);

    private ValueTask<IReadOnlyList<IdentityRow>> IdentityRows(
        TenantId tenant, AccountKey account, Func<JournalRecord, bool> wanted) => Read(
        () => _accounts.TryGetValue((tenant, account), out var rows)
            ? (IReadOnlyList<IdentityRow>)[.. rows.Records.Where(wanted).Select(IdentityRow.Of)]
            : []);

    private ValueTask<T> Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            Reads++;
            return ReadsFail
                ? ValueTask.FromException<T>(new JournalUnavailableException("injected"))
                : new ValueTask<T>(read());
        }
    }

    /// <summary>The rows of one account, in order of their sequence.</summary>
    internal sealed class Rows
    {
        public SubjectKeyRow? Key { get; set; }

        public Snapshot? Snapshot { get; set; }

        public List<JournalRecord> Records { get; } = [];

        public void Keep(Snapshot snapshot)
        {
            var kept = Snapshot?.Identities ?? default;
            if (snapshot.Sequence > (Snapshot?.Sequence ?? 0)
                || (snapshot.Sequence == Snapshot?.Sequence && !snapshot.Identities.IsEmpty))
            {
                Snapshot = snapshot with { Identities = snapshot.Identities.IsEmpty ? kept : snapshot.Identities };
            }
        }

        public IReadOnlyList<JournalRecord> After(long sequence) =>
            [.. Records.Where(record => record.LastSequence > sequence)];

        public long BaseAtOrBefore(long sequence) => Records
            .LastOrDefault(record => !record.Base.IsEmpty && record.FirstSequence <= sequence)?.FirstSequence ?? 1;
    }
}

internal enum Fault
{
    None,
    NotRecorded,
    Conflict,

    /// <summary>Committed, but nobody is told.</summary>
    UnknownCommitted,

    /// <summary>Lost, but nobody is told.</summary>
    UnknownLost,
    Throws,
}
