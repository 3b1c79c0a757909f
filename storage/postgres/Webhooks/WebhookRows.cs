using Npgsql;
using NpgsqlTypes;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Webhooks;

namespace OrleansRisk.Postgres.Webhooks;

/// <summary>Rows of webhooks, their events and their log, as both sides read and write them.</summary>
internal static class WebhookRows
{
    public const string HeldColumns =
        "number, event, type, account, sequence, crossing, dead, attempts, held_at, due_at, cause";

    /// <summary>id, created_at, version, content, sealed.</summary>
    public static WebhookRow Webhook(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.GetInt32(2), row.Bytes(3), row.Bytes(4));

    public static HeldEvent Held(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.Account(3), row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetBoolean(6), row.GetInt32(7), row.GetInt64(8),
        row.GetInt64(9), row.GetString(10));

    /// <summary>Adds events in their order: an account's later ones get the greater numbers.</summary>
    public static void Hold(NpgsqlBatch batch, WebhookName name, IReadOnlyList<HeldEvent> held)
    {
        var parameters = Begin(
            batch, name.Tenant, name.Id,
            """
            insert into risk.webhook_events
                (tenant, webhook, event, type, account, sequence, crossing, attempts, held_at, due_at, cause)
            select $1, $2, e.event, e.type, e.account, e.sequence, e.crossing, e.attempts, e.held_at, e.due_at, e.cause
            from unnest($3::text[], $4::text[], $5::bytea[], $6::bigint[], $7::text[], $8::int[], $9::bigint[],
                $10::bigint[], $11::text[]) with ordinality
                as e(event, type, account, sequence, crossing, attempts, held_at, due_at, cause, place)
            order by e.place
            """);
        parameters.AddArray(held, static each => each.Event);
        parameters.AddArray(held, static each => each.Type);
        parameters.AddArray(held, static each => each.Account.ToBytes());
        parameters.AddArray(held, static each => each.Sequence);
        parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            Value = held.Select(static each => each.Crossing).ToArray(),
        });
        parameters.AddArray(held, static each => each.Attempts);
        parameters.AddArray(held, static each => each.HeldAt);
        parameters.AddArray(held, static each => each.DueAt);
        parameters.AddArray(held, static each => each.Cause);
    }

    public static void Done(NpgsqlBatch batch, WebhookName name, IReadOnlyList<long> numbers) =>
        Begin(
            batch, name.Tenant, name.Id,
            "delete from risk.webhook_events where tenant = $1 and webhook = $2 and number = any ($3)")
            .AddArray(numbers, static number => number);

    public static void Tried(NpgsqlBatch batch, WebhookName name, IReadOnlyList<HeldEvent> tried)
    {
        var parameters = Begin(
            batch, name.Tenant, name.Id,
            """
            update risk.webhook_events e set dead = t.dead, attempts = t.attempts, due_at = t.due_at, cause = t.cause
            from unnest($3::bigint[], $4::boolean[], $5::int[], $6::bigint[], $7::text[])
                as t(number, dead, attempts, due_at, cause)
            where e.tenant = $1 and e.webhook = $2 and e.number = t.number
            """);
        parameters.AddArray(tried, static each => each.Number);
        parameters.AddArray(tried, static each => each.Dead);
        parameters.AddArray(tried, static each => each.Attempts);
        parameters.AddArray(tried, static each => each.DueAt);
        parameters.AddArray(tried, static each => each.Cause);
    }

    /// <summary>Adds attempts to the log and takes away what is older than it keeps.</summary>
    public static void Log(NpgsqlBatch batch, TenantId tenant, string id, IReadOnlyList<DeliveryRow> deliveries)
    {
        var parameters = Begin(
            batch, tenant, id,
            """
            insert into risk.webhook_deliveries
                (tenant, webhook, event, type, at, attempt, status, result, milliseconds)
            select $1, $2, d.event, d.type, d.at, d.attempt, d.status, d.result, d.milliseconds
            from unnest($3::text[], $4::text[], $5::bigint[], $6::int[], $7::int[], $8::text[], $9::int[])
                with ordinality as d(event, type, at, attempt, status, result, milliseconds, place)
            order by d.place
            """);
        parameters.AddArray(deliveries, static each => each.Event);
        parameters.AddArray(deliveries, static each => each.Type);
        parameters.AddArray(deliveries, static each => each.At);
        parameters.AddArray(deliveries, static each => each.Attempt);
        parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer,
            Value = deliveries.Select(static each => each.Status).ToArray(),
        });
        parameters.AddArray(deliveries, static each => each.Result);
        parameters.AddArray(deliveries, static each => each.Milliseconds);
        Begin(
            batch, tenant, id,
            """
            delete from risk.webhook_deliveries where tenant = $1 and webhook = $2 and number <= (
                select number from risk.webhook_deliveries where tenant = $1 and webhook = $2
                order by number desc offset $3 limit 1)
            """).Put(Limits.WebhookDeliveriesKept);
    }

    private static NpgsqlParameterCollection Begin(NpgsqlBatch batch, TenantId tenant, string id, string sql)
    {
        var parameters = TenantReads.Add(batch, sql);
        parameters.Put(tenant.Value);
        parameters.Put(id);
        return parameters;
    }
}
