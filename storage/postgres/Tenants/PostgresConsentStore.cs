using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>
/// Consents in the cluster's database, read per tenant as <c>risk_reader</c>; which accounts have data under them in
/// the pool's, beside the journal.
/// </summary>
internal sealed class PostgresConsentStore(TenantReads cluster, TenantReads pool, Pool operators) : IConsentStore
{
    public const string ConsentColumns =
        "id, subject, purpose, begins_at, ends_at, history_days, created_at, revoked_at, content";

    public async ValueTask<ConsentRow?> Find(TenantId tenant, UInt128 id, CancellationToken cancel)
    {
        var rows = await cluster.Query(
            tenant, $"select {ConsentColumns} from risk.consents where tenant = $1 and id = $2",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(Columns.Bytes(id));
            },
            Row, cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<ConsentRow>> Before(
        TenantId tenant, long createdAt, UInt128 id, int limit, CancellationToken cancel) =>
        await cluster.Query(
            tenant,
            $"""
            select {ConsentColumns} from risk.consents where tenant = $1 and (created_at, id) < ($2, $3)
            order by created_at desc, id desc limit $4
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(createdAt);
                parameters.Put(Columns.Bytes(id));
                parameters.Put(limit);
            },
            Row, cancel);

    public async ValueTask<IReadOnlyList<ConsentRow>> Ended(
        TenantId tenant, long by, int limit, CancellationToken cancel) =>
        await cluster.Query(
            tenant,
            $"""
            select {ConsentColumns} from risk.consents
            where tenant = $1 and ends_at <= $2 and revoked_at is null and expired_at is null
            order by ends_at limit $3
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(by);
                parameters.Put(limit);
            },
            Row, cancel);

    public async ValueTask Link(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel) =>
        await operators.Execute(
            "insert into risk.consent_accounts (tenant, consent, account) values ($1, $2, $3) on conflict do nothing",
            parameters => Put(parameters, tenant, consent, account), cancel);

    public async ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, UInt128 consent, AccountKey after, int limit, CancellationToken cancel) =>
        await pool.Query(
            tenant,
            """
            select account from risk.consent_accounts
            where tenant = $1 and consent = $2 and account > $3 and not taken_back order by account limit $4
            """,
            parameters =>
            {
                Put(parameters, tenant, consent, after);
                parameters.Put(limit);
            },
            static row => row.Account(0), cancel);

    public async ValueTask TakenBack(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel) =>
        await operators.Execute(
            """
            update risk.consent_accounts set taken_back = true where tenant = $1 and consent = $2 and account = $3
            """,
            parameters => Put(parameters, tenant, consent, account), cancel);

    public async ValueTask<bool> AnyRevoked(TenantId tenant, CancellationToken cancel) => (await cluster.Query(
        tenant, "select 1 from risk.consents where tenant = $1 and revoked_at is not null limit 1",
        parameters => parameters.Put(tenant.Value), static _ => true, cancel)).Count > 0;

    public async ValueTask<bool> IsFrozen(TenantId tenant, AccountKey account, CancellationToken cancel)
    {
        // Two databases: what an account has, then whether one of it is revoked. An account has few.
        var consents = await pool.Query(
            tenant,
            "select consent from risk.consent_accounts where tenant = $1 and account = $2 and not taken_back",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(account.ToBytes());
            },
            static row => row.Account(0).Value, cancel);
        return consents.Count > 0 && (await cluster.Query(
            tenant, "select 1 from risk.consents where tenant = $1 and id = any($2) and revoked_at is not null limit 1",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.AddArray(consents, Columns.Bytes);
            },
            static _ => true, cancel)).Count > 0;
    }

    private static void Put(
        NpgsqlParameterCollection parameters, TenantId tenant, UInt128 consent, AccountKey account)
    {
        parameters.Put(tenant.Value);
        parameters.Put(Columns.Bytes(consent));
        parameters.Put(account.ToBytes());
    }

    private static ConsentRow Row(NpgsqlDataReader row) => new(
        row.Account(0).Value, row.Account(1).Value, row.GetString(2), row.GetInt64(3), row.GetInt64(4),
        row.GetInt32(5), row.GetInt64(6), row.IsDBNull(7) ? null : row.GetInt64(7), row.Bytes(8));
}
