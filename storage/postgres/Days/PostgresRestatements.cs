using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Days;

/// <summary>Rebuilds for a scoring deployment, kept as <c>risk_operator</c>. Leases run by the database's clock alone.
/// </summary>
internal sealed class PostgresRestatements(Pool operators) : IRestatements
{
    public async ValueTask<SweepPlace?> Take(
        TenantId tenant, int deployment, string node, TimeSpan lease, CancellationToken cancel)
    {
        var places = await operators.Query(
            """
            insert into risk.restatements as r (tenant, deployment, begun, node, until)
            values ($1, $2, now(), $3, now() + $4 * interval '1 second')
            on conflict (tenant) do update set
                deployment = $2, node = $3, until = now() + $4 * interval '1 second', done = null,
                begun = case when r.deployment < $2 then now() else r.begun end,
                after = case when r.deployment < $2 then null else r.after end,
                asked = case when r.deployment < $2 then 0 else r.asked end,
                restated = case when r.deployment < $2 then 0 else r.restated end,
                moved = case when r.deployment < $2 then 0 else r.moved end,
                left_as_is = case when r.deployment < $2 then 0 else r.left_as_is end
            where r.deployment < $2
                or (r.deployment = $2 and r.done is null and (r.node is null or r.node = $3 or r.until < now()))
            returning after
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(deployment);
                parameters.Put(node);
                parameters.Put(lease.TotalSeconds);
            },
            row => new SweepPlace(row.IsDBNull(0) ? default : row.Account(0)), cancel);
        return places.Count == 0 ? null : places[0];
    }

    public async ValueTask<bool> Advance(
        TenantId tenant, int deployment, string node, AccountKey? after, RestatedAccounts page, TimeSpan lease,
        CancellationToken cancel) =>
        await operators.Execute(
            $"""
            update risk.restatements set
                asked = asked + $4, restated = restated + $5, moved = moved + $6, left_as_is = left_as_is + $7,
                {(after is null
                    ? "done = now(), after = null, node = null, until = null"
                    : "after = $8, until = now() + $9 * interval '1 second'")}
            where tenant = $1 and deployment = $2 and node = $3 and done is null
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(deployment);
                parameters.Put(node);
                parameters.Put(page.Asked);
                parameters.Put(page.Restated);
                parameters.Put(page.Moved);
                parameters.Put(page.LeftAsIs);
                if (after is { } account)
                {
                    parameters.Put(account.ToBytes());
                    parameters.Put(lease.TotalSeconds);
                }
            },
            cancel) == 1;

    public async ValueTask<RestatementProgress?> Find(TenantId tenant, CancellationToken cancel)
    {
        var rows = await operators.Query(
            """
            select deployment, (extract(epoch from begun) * 1000)::bigint, (extract(epoch from done) * 1000)::bigint,
                asked, restated, moved, left_as_is
            from risk.restatements where tenant = $1
            """,
            parameters => parameters.Put(tenant.Value),
            row => new RestatementProgress(
                row.GetInt32(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2),
                new RestatedAccounts(row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6))),
            cancel);
        return rows.Count == 0 ? null : rows[0];
    }
}
