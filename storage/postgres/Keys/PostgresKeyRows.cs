using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Keys;

/// <summary>
/// Wrapped keys of tenants, and sealed ones of accounts, which lie with the journal: they are written with it, never
/// here.
/// </summary>
internal sealed class PostgresKeyRows(Database cluster, TenantReads journal) : IKeyRows
{
    public async ValueTask<Guid> DeploymentId(CancellationToken cancel) =>
        (await cluster.Operators.Query(
            "select id from risk.deployment", _ => { }, row => row.GetGuid(0), cancel)).Single();

    public async ValueTask<TenantOriginRow?> Origin(TenantId tenant, CancellationToken cancel)
    {
        var rows = await cluster.Operators.Query(
            """
            select origin_deployment, origin_tenant, origin_mac from risk.tenants
            where id = $1 and origin_deployment is not null
            """,
            parameters => parameters.Put(tenant.Value),
            row => new TenantOriginRow(new TenantOrigin(row.GetGuid(0), row.GetInt32(1)), row.Bytes(2)), cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<TenantKeyRow>> TenantKeys(TenantId tenant, CancellationToken cancel) =>
        await cluster.Reads.Query(
            tenant,
            """
            select purpose, version, status, kek_name, wrapped, binding from risk.tenant_keys
            where tenant = $1 order by purpose, version
            """,
            parameters => parameters.Put(tenant.Value),
            row => new TenantKeyRow(
                tenant, (TenantKeyPurpose)row.GetInt16(0), row.GetInt32(1), (TenantKeyStatus)row.GetInt16(2),
                row.GetString(3), row.Bytes(4), row.Bytes(5)),
            cancel);

    public async ValueTask<bool> AddTenantKey(TenantKeyRow row, CancellationToken cancel) =>
        await cluster.Operators.Execute(
            "insert into risk.tenant_keys values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            parameters =>
            {
                parameters.Put(row.Tenant.Value);
                parameters.Put((short)row.Purpose);
                parameters.Put(row.Version);
                parameters.Put((short)row.Status);
                parameters.Put(row.KekName);
                parameters.Put(Columns.Array(row.Wrapped));
                parameters.Put(Columns.Array(row.Binding));
            },
            cancel) == 1;

    public async ValueTask<SubjectKeyRow?> SubjectKey(TenantId tenant, AccountKey account, CancellationToken cancel)
    {
        var rows = await journal.Query(
            tenant,
            $"select {KeyColumns.Selected} from risk.subject_keys k where k.tenant = $1 and k.account = $2",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(account.ToBytes());
            },
            row => KeyColumns.Row(row, 0, tenant, account),
            cancel);
        return rows.SingleOrDefault();
    }
}
