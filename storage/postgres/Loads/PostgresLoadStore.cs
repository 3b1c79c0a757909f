using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Loads;

/// <summary>Loads: read per tenant as <c>risk_reader</c>, kept as <c>risk_operator</c>.</summary>
internal sealed class PostgresLoadStore(TenantReads reads, Pool operators) : ILoadStore
{
    private const string HeadColumns =
        "id, created_at, expires_at, state, parts_done, rows_done, refused, content, leased_until";

    public async ValueTask Begin(TenantId tenant, LoadHead head, long now, CancellationToken cancel)
    {
        await operators.Execute(
            """
            with expired as (
                delete from risk.loads where (tenant, id) in (
                    select tenant, id from risk.loads where expires_at < $1
                    order by expires_at limit $2 for update skip locked)
                returning tenant, id)
            delete from risk.load_parts p using expired e where p.tenant = e.tenant and p.load = e.id
            """,
            parameters =>
            {
                parameters.Put(now);
                parameters.Put(Limits.LoadsDroppedAtOnce);
            },
            cancel);
        await operators.Execute(
            """
            insert into risk.loads (tenant, id, created_at, expires_at, state, content) values ($1, $2, $3, $4, 0, $5)
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(Columns.Bytes(head.Id));
                parameters.Put(head.CreatedAt);
                parameters.Put(head.ExpiresAt);
                parameters.Put(Columns.Array(head.Content));
            },
            cancel);
    }

    public async ValueTask AddParts(
        TenantId tenant, UInt128 id, IReadOnlyList<LoadPart> parts, CancellationToken cancel) =>
        await operators.Execute(
            """
            insert into risk.load_parts (tenant, load, kind, part, content)
            select $1, $2, kind, part, content from unnest($3::smallint[], $4::int[], $5::bytea[])
                as added(kind, part, content)
            """,
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.AddArray(parts, static part => (short)part.Kind);
                parameters.AddArray(parts, static part => part.Part);
                parameters.AddArray(parts, static part => Columns.Array(part.Content));
            },
            cancel);

    public async ValueTask PutPart(TenantId tenant, UInt128 id, LoadPart part, CancellationToken cancel)
    {
        await operators.Execute(
            "delete from risk.load_parts where tenant = $1 and load = $2 and kind = $3 and part = $4",
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.Put((short)part.Kind);
                parameters.Put(part.Part);
            },
            cancel);
        await AddParts(tenant, id, [part], cancel);
    }

    public async ValueTask Complete(TenantId tenant, UInt128 id, CancellationToken cancel) =>
        await operators.Execute(
            "update risk.loads set state = 1 where tenant = $1 and id = $2 and state = 0",
            parameters => Name(parameters, tenant, id), cancel);

    public async ValueTask<LoadHead?> Find(TenantId tenant, UInt128 id, long now, CancellationToken cancel)
    {
        var rows = await reads.Query(
            tenant,
            $"""
            select {HeadColumns} from risk.loads where tenant = $1 and id = $2 and state > 0 and expires_at >= $3
            """,
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.Put(now);
            },
            Head, cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<LoadHead>> Before(
        TenantId tenant, long createdAt, UInt128 id, long from, int limit, long now, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            $"""
            select {HeadColumns} from risk.loads
            where tenant = $1 and (created_at, id) < ($3, $2) and created_at >= $4 and state > 0 and expires_at >= $5
            order by created_at desc, id desc limit $6
            """,
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.Put(createdAt);
                parameters.Put(from);
                parameters.Put(now);
                parameters.Put(limit);
            },
            Head, cancel);

    public async ValueTask<HeldLoads> Held(TenantId tenant, long now, CancellationToken cancel)
    {
        var held = await reads.Query(
            tenant,
            """
            select l.id, octet_length(l.content) + (
                select coalesce(sum(octet_length(p.content)), 0)::bigint from risk.load_parts p
                where p.tenant = l.tenant and p.load = l.id)
            from risk.loads l where l.tenant = $1 and l.state < 3 and l.expires_at >= $2 order by l.created_at
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(now);
            },
            static row => (Id: row.UInt128(0), Bytes: row.GetInt64(1)), cancel);
        return new HeldLoads(held.Count, held.Sum(static each => each.Bytes), [
            .. held.Take(Limits.LoadsNamed).Select(static each => each.Id)]);
    }

    public async ValueTask<IReadOnlyList<LoadPart>> Parts(
        TenantId tenant, UInt128 id, LoadPartKind kind, int from, int count, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            """
            select part, content from risk.load_parts
            where tenant = $1 and load = $2 and kind = $3 and part >= $4 and part < $4 + $5 order by part
            """,
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.Put((short)kind);
                parameters.Put(from);
                parameters.Put(count);
            },
            row => new LoadPart(kind, row.GetInt32(0), row.Bytes(1)), cancel);

    public async ValueTask<bool> Take(TenantId tenant, UInt128 id, long now, long until, CancellationToken cancel) =>
        await operators.Execute(
            """
            update risk.loads set state = 2, leased_until = $4
            where tenant = $1 and id = $2 and expires_at >= $3 and (state = 1 or (state = 2 and leased_until < $3))
            """,
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.Put(now);
                parameters.Put(until);
            },
            cancel) == 1;

    public async ValueTask Note(
        TenantId tenant, UInt128 id, LoadState state, int partsDone, long rowsDone, long refused, long until,
        CancellationToken cancel) =>
        await operators.Execute(
            """
            update risk.loads set state = $3, parts_done = $4, rows_done = $5, refused = $6, leased_until = $7
            where tenant = $1 and id = $2
            """,
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.Put((short)state);
                parameters.Put(partsDone);
                parameters.Put(rowsDone);
                parameters.Put(refused);
                parameters.Put(until);
            },
            cancel);

    public async ValueTask Extend(TenantId tenant, UInt128 id, long until, CancellationToken cancel) =>
        await operators.Execute(
            """
            update risk.loads set leased_until = $3
            where tenant = $1 and id = $2 and state = 2 and leased_until > 0 and leased_until < $3
            """,
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.Put(until);
            },
            cancel);

    public async ValueTask<bool> Delete(TenantId tenant, UInt128 id, long now, CancellationToken cancel) =>
        await operators.Execute(
            """
            with gone as (
                select tenant, id from risk.loads where tenant = $1 and id = $2 and (state <> 2 or leased_until < $3)),
            parts as (
                delete from risk.load_parts p using gone where p.tenant = gone.tenant and p.load = gone.id)
            delete from risk.loads l using gone where l.tenant = gone.tenant and l.id = gone.id
            """,
            parameters =>
            {
                Name(parameters, tenant, id);
                parameters.Put(now);
            },
            cancel) == 1;

    private static void Name(NpgsqlParameterCollection parameters, TenantId tenant, UInt128 id)
    {
        parameters.Put(tenant.Value);
        parameters.Put(Columns.Bytes(id));
    }

    private static LoadHead Head(NpgsqlDataReader row) => new(
        row.UInt128(0), row.GetInt64(1), row.GetInt64(2), (LoadState)row.GetInt16(3), row.GetInt32(4), row.GetInt64(5),
        row.GetInt64(6), row.Bytes(7))
    {
        LeasedUntil = row.GetInt64(8),
    };
}
