using System.Runtime.CompilerServices;
using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Postgres.ReferenceData;

/// <summary>
/// Reference data, and the counts that populations are made from. Populations and counts lie with the pool's journal
/// and are written as <c>risk_projector</c>; all else is a change of the tenant and lies with the cluster's tenants.
/// Read per tenant as <c>risk_reader</c>.
/// </summary>
internal sealed class PostgresReferenceDataStore(
    TenantReads tenants, TenantReads reads, Pool projector, IReadOnlyList<string>? scopes) : IReferenceDataStore
{
    private const string ReferenceDataColumns = "version, published_at, hash, content";

    public async ValueTask<ReferenceDataVersion?> Find(
        TenantId tenant, ReferenceDataKind kind, int version, CancellationToken cancel)
    {
        var rows = await Of(kind).Query(
            tenant,
            $"select {ReferenceDataColumns} from risk.publications where tenant = $1 and kind = $2 and version = $3",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put((short)kind);
                parameters.Put(version);
            },
            row => Row(row, tenant, kind), cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<ReferenceDataVersion?> Newest(
        TenantId tenant, ReferenceDataKind kind, CancellationToken cancel)
    {
        var rows = await Of(kind).Query(
            tenant,
            $"""
            select {ReferenceDataColumns} from risk.publications
            where tenant = $1 and kind = $2 order by version desc limit 1
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put((short)kind);
            },
            row => Row(row, tenant, kind), cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<bool> AddPopulation(ReferenceDataVersion population, CancellationToken cancel) =>
        await projector.Execute(
            "insert into risk.publications values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            parameters =>
            {
                parameters.Put(population.Tenant.Value);
                parameters.Put((short)ReferenceDataKind.Population);
                parameters.Put(population.Version);
                parameters.Put(population.PublishedAt);
                parameters.Put(Columns.Array(population.Hash));
                parameters.Put(Columns.Array(population.Content));
            },
            cancel) == 1;

    public async ValueTask<IReadOnlyDictionary<int, long>> Positions(CancellationToken cancel)
    {
        var rows = await projector.Query(
            ProjectionStep.Positions, parameters => parameters.PutScopes(scopes),
            row => (row.GetInt32(0), row.GetInt64(1)), cancel);
        return rows.ToDictionary(row => row.Item1, row => row.Item2);
    }

    public async ValueTask<IReadOnlyList<ProjectionRow>> Rows(
        TenantId tenant, IReadOnlyList<ulong> keys, CancellationToken cancel) =>
        keys.Count == 0
            ? []
            : await reads.Query(
                tenant,
                "select tenant, key, counts from risk.projections where tenant = $1 and key = any ($2)",
                parameters =>
                {
                    parameters.Put(tenant.Value);
                    parameters.AddArray(keys, key => unchecked((long)key));
                },
                Projection, cancel);

    public async IAsyncEnumerable<ProjectionRow> AllRows([EnumeratorCancellation] CancellationToken cancel)
    {
        var (tenant, key) = (0, long.MinValue);
        for (var more = true; more;)
        {
            var page = await projector.Query(
                """
                select tenant, key, counts from risk.projections
                where (tenant, key) > ($1, $2) order by tenant, key limit $3
                """,
                parameters =>
                {
                    parameters.Put(tenant);
                    parameters.Put(key);
                    parameters.Put(Limits.ProjectionPage);
                },
                Projection, cancel);
            foreach (var row in page)
            {
                yield return row;
                (tenant, key) = (row.Tenant.Value, unchecked((long)row.Key));
            }

            more = page.Count == Limits.ProjectionPage;
        }
    }

    public ValueTask<bool> Advance(
        IReadOnlyDictionary<int, long> from, IReadOnlyDictionary<int, long> to,
        IReadOnlyList<ProjectionRow> rows, CancellationToken cancel) =>
        new(projector.Use(
            (connection, token) => ProjectionStep.Take(connection, scopes, from, to, rows, token), cancel));

    private TenantReads Of(ReferenceDataKind kind) => kind == ReferenceDataKind.Population ? reads : tenants;

    private static ReferenceDataVersion Row(NpgsqlDataReader row, TenantId tenant, ReferenceDataKind kind) =>
        new(tenant, kind, row.GetInt32(0), row.GetInt64(1), row.Bytes(2), row.Bytes(3));

    private static ProjectionRow Projection(NpgsqlDataReader row) =>
        new(new TenantId(row.GetInt32(0)), unchecked((ulong)row.GetInt64(1)), row.Bytes(2));
}
