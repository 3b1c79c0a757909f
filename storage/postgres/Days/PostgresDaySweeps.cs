using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Days;

/// <summary>Sweeps of days, kept as <c>risk_operator</c>. Leases run by the database's clock alone.</summary>
internal sealed class PostgresDaySweeps(Pool operators) : IDaySweeps
{
    public async ValueTask<SweepPlace?> Take(
        TenantId tenant, int day, string node, TimeSpan lease, CancellationToken cancel)
    {
        await operators.Execute(
            "insert into risk.day_sweeps (tenant, day, done) values ($1, $2, true) on conflict do nothing",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(day);
            },
            cancel);
        var places = await operators.Query(
            """
            update risk.day_sweeps set
                after = case when day < $2 then null else after end, day = $2, done = false,
                node = $3, until = now() + $4 * interval '1 second'
            where tenant = $1 and (day < $2 or (day = $2 and not done))
                and (node is null or node = $3 or until < now())
            returning after
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(day);
                parameters.Put(node);
                parameters.Put(lease.TotalSeconds);
            },
            row => new SweepPlace(row.IsDBNull(0) ? default : row.Account(0)), cancel);
        return places.Count == 0 ? null : places[0];
    }

    public async ValueTask<bool> Advance(
        TenantId tenant, int day, string node, AccountKey after, TimeSpan lease, CancellationToken cancel) =>
        await operators.Execute(
            """
            update risk.day_sweeps set after = $4, until = now() + $5 * interval '1 second'
            where tenant = $1 and day = $2 and node = $3 and not done
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(day);
                parameters.Put(node);
                parameters.Put(after.ToBytes());
                parameters.Put(lease.TotalSeconds);
            },
            cancel) == 1;

    public async ValueTask<bool> Finish(TenantId tenant, int day, string node, CancellationToken cancel) =>
        await operators.Execute(
            """
            update risk.day_sweeps set done = true, after = null, node = null, until = null
            where tenant = $1 and day = $2 and node = $3 and not done
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(day);
                parameters.Put(node);
            },
            cancel) == 1;
}
