using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>Calls that may be sent again, as <c>risk_operator</c>.</summary>
internal sealed class PostgresIdempotencyStore(Pool operators) : IIdempotencyStore
{
    public async ValueTask<IdempotencyRow?> Begin(
        IdempotencyName name, IdempotencyRow row, long floor, CancellationToken cancel)
    {
        while (true)
        {
            if (await Add(name, row, floor, cancel))
            {
                return null;
            }

            if (await Find(name, cancel) is { } before)
            {
                return before;
            }
        }
    }

    public async ValueTask Answer(
        IdempotencyName name, int status, ReadOnlyMemory<byte> answer, CancellationToken cancel) =>
        await operators.Execute(
            "update risk.repeats set status = $3, answer = $4 where caller = $1 and key = $2",
            parameters =>
            {
                parameters.Put(name.Caller);
                parameters.Put(name.Key);
                parameters.Put(status);
                parameters.Put(Columns.Array(answer));
            },
            cancel);

    public async ValueTask Forget(IdempotencyName name, CancellationToken cancel) =>
        await operators.Execute(
            "delete from risk.repeats where caller = $1 and key = $2",
            parameters =>
            {
                parameters.Put(name.Caller);
                parameters.Put(name.Key);
            },
            cancel);

    /// <summary>Takes the name where it is free or too old, and lets some of what is too old go with it.</summary>
    private async ValueTask<bool> Add(IdempotencyName name, IdempotencyRow row, long floor, CancellationToken cancel) =>
        await operators.Execute(
            """
            with old as (
                delete from risk.repeats where (caller, key) in (
                    select caller, key from risk.repeats where at < $5 and (caller, key) <> ($1, $2)
                    order by at limit $6 for update skip locked))
            insert into risk.repeats as present (caller, key, hash, at) values ($1, $2, $3, $4)
            on conflict (caller, key) do update set hash = $3, at = $4, status = null, answer = null
            where present.at < $5
            """,
            parameters =>
            {
                parameters.Put(name.Caller);
                parameters.Put(name.Key);
                parameters.Put(Columns.Array(row.Hash));
                parameters.Put(row.At);
                parameters.Put(floor);
                parameters.Put(Limits.IdempotencyDroppedAtOnce);
            },
            cancel) == 1;

    private async ValueTask<IdempotencyRow?> Find(IdempotencyName name, CancellationToken cancel)
    {
        var rows = await operators.Query(
            "select hash, at, status, answer from risk.repeats where caller = $1 and key = $2",
            parameters =>
            {
                parameters.Put(name.Caller);
                parameters.Put(name.Key);
            },
            row => new IdempotencyRow(
                row.Bytes(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt32(2),
                row.IsDBNull(3) ? default : row.Bytes(3)),
            cancel);
        return rows.SingleOrDefault();
    }
}
