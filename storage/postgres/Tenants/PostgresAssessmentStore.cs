using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>Credit assessments: read per tenant as <c>risk_reader</c>, kept as <c>risk_operator</c>.</summary>
internal sealed class PostgresAssessmentStore(TenantReads reads, Pool operators) : IAssessmentStore
{
    public async ValueTask Add(TenantId tenant, AssessmentRow row, CancellationToken cancel) =>
        await operators.Execute(
            "insert into risk.credit_assessments (tenant, id, created_at, content) values ($1, $2, $3, $4) "
                + "on conflict do nothing",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(Columns.Bytes(row.Id));
                parameters.Put(row.CreatedAt);
                parameters.Put(Columns.Array(row.Content));
            },
            cancel);

    public async ValueTask<AssessmentRow?> Find(TenantId tenant, UInt128 id, CancellationToken cancel)
    {
        var rows = await reads.Query(
            tenant,
            "select created_at, content from risk.credit_assessments where tenant = $1 and id = $2",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(Columns.Bytes(id));
            },
            row => new AssessmentRow(id, row.GetInt64(0), row.Bytes(1)), cancel);
        return rows.SingleOrDefault();
    }
}
