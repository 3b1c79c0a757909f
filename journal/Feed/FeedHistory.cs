using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Journal.Feed;

/// <summary>A stretch of the journal as it was read.</summary>
internal sealed record HistoryStretch(IReadOnlyList<HeldCommit> Commits, FeedPosition Position, bool Cut);

/// <summary>
/// Reads the feed from the journal: for readers that were away or fell behind, and for commits of other processes.
/// What was opened is kept for the next reader, up to a bound.
/// </summary>
internal sealed class FeedHistory(FeedSources sources, FeedMetrics metrics, ILogger log)
{
    private readonly RecordPayloads _bodies = new(sources.Keys, sources.KeyRows, metrics.LeftOut, log);
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Writer, long Number, TenantId Tenant), FeedCommit> _opened = [];
    private readonly Queue<(int Writer, long Number, TenantId Tenant)> _order = new();
    private int _entries;

    public ValueTask<IReadOnlyList<WriterHead>> Heads(FeedPosition position, CancellationToken cancel) =>
        sources.Reads.Heads(position.Floor, [.. position.Writers.Select(static place => place.Writer)], cancel);

    public ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, AccountKey after, int limit, CancellationToken cancel) =>
        sources.Reads.Accounts(tenant, after, limit, cancel);

    /// <summary>The next stretch behind a position, for one reader.</summary>
    public async ValueTask<HistoryStretch> Read(FeedPosition from, TenantId tenant, CancellationToken cancel)
    {
        // Before the rows: what is read afterwards holds everything up to these.
        var heads = await Heads(from, cancel).ConfigureAwait(false);
        if (from.IsAhead(heads))
        {
            throw new CursorExpiredException();
        }

        var page = await sources.Reads.After(from, [tenant], JournalLimits.FeedRecordsPerRead, cancel)
            .ConfigureAwait(false);
        var commits = await Opened(page, tenant, cancel).ConfigureAwait(false);
        metrics.Commits("history", commits.Count);
        var (held, position) = Follow(from, commits);
        return new HistoryStretch(held, page.Cut ? position : position.UpTo(heads), page.Cut);
    }

    /// <summary>The next stretch for everybody who keeps up; what memory still has is not decrypted.</summary>
    public async ValueTask<HistoryStretch> Read(
        FeedPosition from, IReadOnlyList<TenantId> tenants, Dictionary<(int, long), CommittedGroup> memory,
        CancellationToken cancel)
    {
        var page = await sources.Reads.After(from, tenants, JournalLimits.FeedRecordsPerRead, cancel)
            .ConfigureAwait(false);
        var unknown = page.Commits.Where(row => !memory.ContainsKey((row.Writer, row.Number))).ToList();
        var bodies = await Bodies(unknown, cancel).ConfigureAwait(false);
        var commits = page.Commits.Select(row => memory.TryGetValue((row.Writer, row.Number), out var own)
            ? FeedCommit.Of(row.Writer, row.Number, own.Records, static record => record.Content)
            : FeedCommit.Of(row.Writer, row.Number, row.Records, record => bodies[record]));
        var (held, position) = Follow(from, [.. commits]);
        return new HistoryStretch(held, position, page.Cut);
    }

    private static (List<HeldCommit> Held, FeedPosition Position) Follow(
        FeedPosition from, List<FeedCommit> commits)
    {
        var held = new List<HeldCommit>(commits.Count);
        foreach (var commit in commits)
        {
            var after = from.With(commit.Writer, commit.Number, 0);
            held.Add(new HeldCommit(commit, from, after));
            from = after;
        }

        return (held, from);
    }

    private async ValueTask<List<FeedCommit>> Opened(FeedPage page, TenantId tenant, CancellationToken cancel)
    {
        Dictionary<(int, long), FeedCommit> known = [];
        lock (_gate)
        {
            foreach (var row in page.Commits)
            {
                if (_opened.TryGetValue((row.Writer, row.Number, tenant), out var commit))
                {
                    known.Add((row.Writer, row.Number), commit);
                }
            }
        }

        var unknown = page.Commits.Where(row => !known.ContainsKey((row.Writer, row.Number))).ToList();
        var bodies = await Bodies(unknown, cancel).ConfigureAwait(false);
        foreach (var row in unknown)
        {
            var commit = FeedCommit.Of(row.Writer, row.Number, row.Records, record => bodies[record]);
            known.Add((row.Writer, row.Number), commit);
            Keep((row.Writer, row.Number, tenant), commit);
        }

        return [.. page.Commits.Select(row => known[(row.Writer, row.Number)])];
    }

    private async ValueTask<Dictionary<JournalRecord, RecordPayload?>> Bodies(
        IReadOnlyList<FeedRow> rows, CancellationToken cancel)
    {
        var records = rows.SelectMany(static row => row.Records).ToList();
        var bodies = await _bodies.Open(records, cancel).ConfigureAwait(false);
        var found = new Dictionary<JournalRecord, RecordPayload?>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < records.Count; i++)
        {
            found.Add(records[i], bodies[i]);
        }

        return found;
    }

    private void Keep((int Writer, long Number, TenantId Tenant) at, FeedCommit commit)
    {
        lock (_gate)
        {
            if (commit.Count == 0 || !_opened.TryAdd(at, commit))
            {
                return;
            }

            _order.Enqueue(at);
            _entries += commit.Count;
            while (_entries > JournalLimits.FeedEntriesKept && _order.TryDequeue(out var oldest)
                && _opened.Remove(oldest, out var gone))
            {
                _entries -= gone.Count;
            }
        }
    }
}

/// <summary>The cursor names places that this journal does not have: begin with a snapshot.</summary>
public sealed class CursorExpiredException() : Exception("the cursor names places that the journal does not have");
