using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>Accounts of customers: read per tenant as <c>risk_reader</c>, added as <c>risk_operator</c>.</summary>
internal sealed class PostgresCustomerStore(TenantReads reads, Pool operators) : ICustomerStore
{
    public async ValueTask Link(
        TenantId tenant, IReadOnlyList<UInt128> customers, AccountKey account, CancellationToken cancel) =>
        await operators.Execute(
            """
            insert into risk.customer_accounts (tenant, customer, account)
            select $1, customer, $2 from unnest($3) as stated(customer) on conflict do nothing
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(account.ToBytes());
                parameters.AddArray(customers, Columns.Bytes);
            },
            cancel);

    public async ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, UInt128 customer, AccountKey after, int limit, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            """
            select account from risk.customer_accounts
            where tenant = $1 and customer = $2 and account > $3 order by account limit $4
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(Columns.Bytes(customer));
                parameters.Put(after.ToBytes());
                parameters.Put(limit);
            },
            row => row.Account(0), cancel);
}
