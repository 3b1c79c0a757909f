using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Feed;

/// <summary>Changes of consents in the cluster's database, read per tenant as <c>risk_reader</c>.</summary>
internal sealed class PostgresConsentEvents(TenantReads reads) : IConsentEventReads
{
    public async ValueTask<IReadOnlyList<ConsentEvent>> After(
        TenantId tenant, long number, int limit, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            """
            select e.number, e.kind, e.at, e.floor, e.writers, e.commits, c.id, c.subject, c.purpose, c.begins_at,
                c.ends_at, c.history_days, c.created_at
            from risk.consent_events e join risk.consents c on c.tenant = e.tenant and c.id = e.consent
            where e.tenant = $1 and e.number > $2 order by e.number limit $3
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(number);
                parameters.Put(limit);
            },
            static row => new ConsentEvent(
                row.GetInt64(0), (ConsentEventKind)row.GetInt16(1), row.GetInt64(2),
                new FeedPosition(row.GetInt32(3), Places(row.GetFieldValue<int[]>(4), row.GetFieldValue<long[]>(5))),
                row.UInt128(6), row.UInt128(7), row.GetString(8), row.GetInt64(9), row.GetInt64(10), row.GetInt32(11),
                row.GetInt64(12)),
            cancel);

    public async ValueTask<long> Last(TenantId tenant, CancellationToken cancel) => (await reads.Query(
        tenant, "select coalesce(max(number), 0) from risk.consent_events where tenant = $1",
        parameters => parameters.Put(tenant.Value), static row => row.GetInt64(0), cancel)).Single();

    private static IEnumerable<WriterPosition> Places(int[] writers, long[] commits) =>
        writers.Zip(commits, static (writer, number) => new WriterPosition(writer, number, 0));
}
