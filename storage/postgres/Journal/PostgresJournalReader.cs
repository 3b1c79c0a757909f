using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>
/// Reads of the journal: of one tenant as <c>risk_reader</c>, the feed over all of them as <c>risk_projector</c>.
/// </summary>
internal sealed class PostgresJournalReader : IJournalReader, IAsyncDisposable
{
    private readonly TenantReads _reads;
    private readonly Pool _projector;
    private readonly IReadOnlyList<string>? _scopes;
    private readonly GroupedReads<OpeningReads.Request, AccountOpening> _openings;
    private readonly GroupedReads<FindReads.Request, IReadOnlyList<JournalRecord>> _finds;
    private readonly GroupedReads<IdentityReads.Request, IReadOnlyList<IdentityRow>> _identities;

    public PostgresJournalReader(TenantReads reads, Pool projector, PostgresOptions options)
    {
        (_reads, _projector, _scopes) = (reads, projector, options.ProjectedScopes);
        var workers = Math.Max(1, options.ReaderConnections / 4); // the rest is for reads that are not grouped
        _openings = new(workers, Limits.ReadGroupMax, Limits.WaitingReadsMax, async (requests, cancel) =>
            await OpeningReads.Read(reads, requests, Limits.TailPageRecords, cancel));
        _finds = new(workers, Limits.ReadGroupMax, Limits.WaitingReadsMax, async (requests, cancel) =>
            await FindReads.Read(reads, requests, cancel));
        _identities = new(workers, Limits.IdentityReadGroupMax, Limits.WaitingReadsMax, async (requests, cancel) =>
            await IdentityReads.Read(reads, requests, cancel));
    }

    public async ValueTask<AccountOpening> Open(TenantId tenant, AccountKey account, CancellationToken cancel)
    {
        var opening = await _openings.Ask(new(tenant, account), cancel);
        if (opening.Tail.Count < Limits.TailPageRecords)
        {
            return opening;
        }

        // A long tail does not travel with everybody else's: the rest is read by itself, page by page.
        var tail = new List<JournalRecord>(opening.Tail);
        for (var page = opening.Tail; page.Count == Limits.TailPageRecords;)
        {
            page = await After(tenant, account, tail[^1].LastSequence, Limits.TailPageRecords, cancel);
            tail.AddRange(page);
        }

        return opening with { Tail = tail };
    }

    public async ValueTask<IReadOnlyList<JournalRecord>> After(
        TenantId tenant, AccountKey account, long afterSequence, int limit, CancellationToken cancel) =>
        await Records(tenant, AfterStatement, parameters =>
        {
            parameters.Put(tenant.Value);
            parameters.Put(account.ToBytes());
            parameters.Put(afterSequence);
            parameters.Put(limit);
        }, cancel);

    public async ValueTask<IReadOnlyList<JournalRecord>> Find(
        TenantId tenant, AccountKey account, IReadOnlyList<long> sequences, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequences.Count, Limits.FindSequencesMax);
        return sequences.Count == 0 ? [] : await _finds.Ask(new(tenant, account, sequences), cancel);
    }

    public async ValueTask<IReadOnlyList<JournalRecord>> FromBase(
        TenantId tenant, AccountKey account, long sequence, CancellationToken cancel) =>
        await Records(tenant, FromBaseStatement, parameters =>
        {
            parameters.Put(tenant.Value);
            parameters.Put(account.ToBytes());
            parameters.Put(sequence);
        }, cancel);

    public async ValueTask<IReadOnlyList<IdentityRow>> Identities(
        TenantId tenant, AccountKey account, long afterSequence, CancellationToken cancel) =>
        await _reads.Query(
            tenant,
            $"""
            select {IdentityReads.Columns} from risk.journal r
            where r.tenant = $1 and r.account = $2 and r.first_sequence > $3 order by r.first_sequence
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(account.ToBytes());
                parameters.Put(afterSequence);
            },
            row => IdentityReads.Row(row, 0),
            cancel);

    public async ValueTask<IReadOnlyList<IdentityRow>> FindIdentities(
        TenantId tenant, AccountKey account, IReadOnlyCollection<SequenceRange> ranges, CancellationToken cancel) =>
        ranges.Count == 0 ? [] : await _identities.Ask(new(tenant, account, ranges), cancel);

    public async ValueTask<IReadOnlyList<JournalRecord>> AfterPositions(
        IReadOnlyDictionary<int, long> positions, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _projector.Query(FeedReads.Statement, parameters =>
        {
            parameters.Put(positions.Keys.ToArray());
            parameters.Put(positions.Values.ToArray());
            parameters.Put(limit);
            parameters.PutScopes(_scopes);
        }, row => JournalRows.Record(row, 0), cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _openings.DisposeAsync();
        await _finds.DisposeAsync();
        await _identities.DisposeAsync();
    }

    private Task<List<JournalRecord>> Records(
        TenantId tenant, string sql, Action<NpgsqlParameterCollection> parameters, CancellationToken cancel) =>
        _reads.Query(tenant, sql, parameters, row => JournalRows.Record(row, 0), cancel);

    // The record that reaches beyond a sequence may begin before it; it is the last to begin there.
    private static readonly string AfterStatement =
        $"""
        select {JournalRows.Columns("j")} from risk.journal j
        where j.tenant = $1 and j.account = $2 and j.last_sequence > $3
            and j.first_sequence >= coalesce(
                (select b.first_sequence from risk.journal b
                 where b.tenant = $1 and b.account = $2 and b.first_sequence <= $3
                 order by b.first_sequence desc limit 1), 0)
        order by j.first_sequence limit $4
        """;

    // A month's first record carries a base, so what replay needs lies in one month. A sequence beyond the newest
    // record means the newest record.
    private static readonly string FromBaseStatement =
        $"""
        select {JournalRows.Columns("j")}
        from (select n.period, n.first_sequence from risk.journal n
              where n.tenant = $1 and n.account = $2 and n.first_sequence <= $3
              order by n.first_sequence desc limit 1) last
        left join lateral (
            select b.first_sequence from risk.journal b
            where b.tenant = $1 and b.account = $2 and b.period = last.period and b.base is not null
                and b.first_sequence <= last.first_sequence
            order by b.first_sequence desc limit 1) base on true
        cross join lateral (
            select * from risk.journal r
            where r.tenant = $1 and r.account = $2 and r.period = last.period
                and r.first_sequence between coalesce(base.first_sequence, 0) and last.first_sequence
            order by r.first_sequence) j
        order by j.first_sequence
        """;
}
