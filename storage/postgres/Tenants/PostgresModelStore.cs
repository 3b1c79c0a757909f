using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>Models: read per tenant as <c>risk_reader</c>.</summary>
internal sealed class PostgresModelStore(TenantReads reads) : IModelStore
{
    private const string Columns = "hash, role, kind, owner, purpose, trained_from, trained_to, data_hash, "
        + "uploaded_by, uploaded_at, approved_by, approved_at";

    public async ValueTask<ModelRow?> Find(TenantId tenant, string hash, CancellationToken cancel) =>
        Hash(hash) is not { } bytes ? null : (await reads.Query(
            tenant, $"select {Columns} from risk.models where tenant = $1 and hash = $2",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(bytes);
            },
            Row, cancel)).SingleOrDefault();

    public async ValueTask<IReadOnlyList<ModelRow>> All(TenantId tenant, CancellationToken cancel) =>
        await reads.Query(
            tenant, $"select {Columns} from risk.models where tenant = $1 order by uploaded_at, hash",
            parameters => parameters.Put(tenant.Value), Row, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> File(TenantId tenant, string hash, CancellationToken cancel) =>
        Bytes(tenant, hash, "file", cancel);

    public ValueTask<ReadOnlyMemory<byte>?> Report(TenantId tenant, string hash, CancellationToken cancel) =>
        Bytes(tenant, hash, "report", cancel);

    private async ValueTask<ReadOnlyMemory<byte>?> Bytes(
        TenantId tenant, string hash, string column, CancellationToken cancel)
    {
        var rows = Hash(hash) is not { } bytes ? [] : await reads.Query(
            tenant, $"select {column} from risk.models where tenant = $1 and hash = $2",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(bytes);
            },
            static row => row.Bytes(0), cancel);
        return rows.Count == 0 ? default(ReadOnlyMemory<byte>?) : rows[0]; // a bare null would be no bytes, and a file
    }

    /// <summary>Null for a text that is no hash.</summary>
    private static byte[]? Hash(string text) =>
        text.Length == 64 && text.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(text) : null;

    private static ModelRow Row(NpgsqlDataReader row) => new(
        Convert.ToHexStringLower(row.Bytes(0).Span),
        new ModelAbout(
            (ModelRole)row.GetInt16(1), row.GetString(2), row.GetString(3), row.GetString(4), Text(row, 5),
            Text(row, 6), Text(row, 7)),
        row.GetString(8), row.GetInt64(9), Text(row, 10), row.IsDBNull(11) ? null : row.GetInt64(11));

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
