using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Feed;

/// <summary>Subscriptions: read per tenant as <c>risk_reader</c>, made and deleted as <c>risk_operator</c>.</summary>
internal sealed class PostgresSubscriptionStore(TenantReads reads, Pool operators) : ISubscriptionStore
{
    public async ValueTask<bool> Add(TenantId tenant, SubscriptionRow row, CancellationToken cancel) =>
        await operators.Execute(
            """
            insert into risk.subscriptions (tenant, id, created_at, content)
            select $1, $2, $3, $4 where (select count(*) from risk.subscriptions where tenant = $1) < $5
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(row.Id);
                parameters.Put(row.CreatedAt);
                parameters.Put(Columns.Array(row.Content));
                parameters.Put(Limits.SubscriptionsMax);
            },
            cancel) == 1;

    public async ValueTask<SubscriptionRow?> Find(TenantId tenant, string id, CancellationToken cancel)
    {
        var rows = await reads.Query(
            tenant,
            "select id, created_at, content from risk.subscriptions where tenant = $1 and id = $2",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(id);
            },
            Row, cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<SubscriptionRow>> All(TenantId tenant, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            "select id, created_at, content from risk.subscriptions where tenant = $1 order by created_at, id",
            parameters => parameters.Put(tenant.Value), Row, cancel);

    public async ValueTask<bool> Delete(TenantId tenant, string id, CancellationToken cancel) =>
        await operators.Execute(
            "delete from risk.subscriptions where tenant = $1 and id = $2",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(id);
            },
            cancel) == 1;

    private static SubscriptionRow Row(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.Bytes(2));
}
