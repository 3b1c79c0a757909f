using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Journal;

namespace OrleansRisk.Postgres.Feed;

/// <summary>
/// The feed's reads: writers and their commits as <c>risk_projector</c>, sealed rows of the tenants asked for only;
/// accounts of one tenant as <c>risk_reader</c>.
/// </summary>
internal sealed class PostgresFeedReads(TenantReads reads, Pool projector) : IFeedReads
{
    public async ValueTask<IReadOnlyList<WriterHead>> Heads(
        int floor, IReadOnlyList<int> writers, CancellationToken cancel) =>
        await projector.Query(
            """
            select id, last_commit, closed_at is not null, opened_at < now() - interval '1 minute'
            from risk.lanes where id > $1 or id = any ($2) order by id
            """,
            parameters =>
            {
                parameters.Put(floor);
                parameters.Put(writers.ToArray());
            },
            row => new WriterHead(row.GetInt32(0), row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3)),
            cancel);

    public async ValueTask<FeedPage> After(
        FeedPosition from, IReadOnlyList<TenantId> tenants, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var rows = await projector.Query(FeedReads.OfTenants, parameters =>
        {
            parameters.AddArray(from.Writers, static place => place.Writer);
            parameters.AddArray(from.Writers, static place => place.Number);
            parameters.Put(limit);
            parameters.Put(from.Floor);
            parameters.AddArray(tenants, static tenant => tenant.Value);
        }, row => (
            Writer: row.GetInt32(0), Number: row.GetInt64(1), Rows: row.GetInt64(2),
            Record: row.IsDBNull(3) ? null : JournalRows.Record(row, 3)), cancel);
        var commits = new List<FeedRow>();
        var read = 0L;
        foreach (var commit in rows.GroupBy(static row => (row.Writer, row.Number)))
        {
            read += commit.First().Rows;
            commits.Add(new FeedRow(
                commit.Key.Writer, commit.Key.Number,
                [.. commit.Select(static row => row.Record).OfType<JournalRecord>()]));
        }

        return new FeedPage(commits, read >= limit);
    }

    public async ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, AccountKey after, int limit, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            """
            select account from risk.subject_keys
            where tenant = $1 and account > $2 and not tombstone order by account limit $3
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(after.ToBytes());
                parameters.Put(limit);
            },
            row => row.Account(0), cancel);
}
