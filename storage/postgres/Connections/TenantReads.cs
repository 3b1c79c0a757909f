using System.Globalization;
using Npgsql;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Postgres.Connections;

/// <summary>
/// Reads as <c>risk_reader</c>. Each statement runs after <c>app.tenant</c> was set for its transaction: row-level
/// security shows it that tenant's rows and no others, and nothing at all where that was forgotten. All of a batch
/// sees one snapshot and takes one round trip.
/// </summary>
internal sealed class TenantReads(Pool pool)
{
    /// <summary>One statement for one tenant.</summary>
    public Task<List<T>> Query<T>(
        TenantId tenant, string sql, Action<NpgsqlParameterCollection> parameters, Func<NpgsqlDataReader, T> row,
        CancellationToken cancel) =>
        Batch(batch =>
        {
            As(batch, tenant);
            parameters(Add(batch, sql));
        }, async (results, token) =>
        {
            await results.Next(token);
            return await Pool.Rows(results.Reader, row, token);
        }, cancel);

    /// <summary>Several statements, each under the tenant that was set before it with <see cref="As"/>.</summary>
    public Task<T> Batch<T>(
        Action<NpgsqlBatch> fill, Func<TenantResults, CancellationToken, Task<T>> read, CancellationToken cancel) =>
        pool.Use(async (connection, token) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("begin isolation level repeatable read, read only"));
            fill(batch);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
            await using var reader = await batch.ExecuteReaderAsync(token);
            return await read(new TenantResults(reader), token);
        }, cancel);

    /// <summary>One statement for what many callers want, of several tenants: once for each tenant.</summary>
    /// <param name="wanted">By whom, and what.</param>
    /// <param name="sql">Takes the tenant's number first.</param>
    /// <param name="parameters">Adds what comes after the tenant.</param>
    /// <param name="begin">What is found, before anything is.</param>
    /// <param name="found">Adds a row to it.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task<T> QueryOfMany<TWanted, T>(
        IEnumerable<(TenantId Tenant, TWanted Wanted)> wanted, string sql,
        Action<NpgsqlParameterCollection, TWanted[]> parameters, Func<T> begin, Action<T, NpgsqlDataReader> found,
        CancellationToken cancel)
    {
        var tenants = wanted.GroupBy(item => item.Tenant, item => item.Wanted).ToArray();
        return Batch(batch =>
        {
            foreach (var tenant in tenants)
            {
                As(batch, tenant.Key);
                var added = Add(batch, sql);
                added.Put(tenant.Key.Value);
                parameters(added, [.. tenant]);
            }
        }, async (results, token) =>
        {
            var all = begin();
            for (var i = 0; i < tenants.Length; i++)
            {
                await results.Next(token);
                while (await results.Reader.ReadAsync(token))
                {
                    found(all, results.Reader);
                }

                if (i + 1 < tenants.Length)
                {
                    await results.Next(token); // that of setting the next tenant
                }
            }

            return all;
        }, cancel);
    }

    /// <summary>What follows in the batch is read as this tenant.</summary>
    public static void As(NpgsqlBatch batch, TenantId tenant) =>
        Add(batch, "select set_config('app.tenant', $1, true)").Put(
            tenant.Value.ToString(CultureInfo.InvariantCulture));

    public static NpgsqlParameterCollection Add(NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }
}

/// <summary>The results of a batch, in order; stands on the first, which is that of setting the tenant.</summary>
internal readonly struct TenantResults(NpgsqlDataReader reader)
{
    public NpgsqlDataReader Reader => reader;

    public async Task Next(CancellationToken cancel)
    {
        if (!await reader.NextResultAsync(cancel))
        {
            throw new InvalidOperationException("The batch has no further result.");
        }
    }
}
