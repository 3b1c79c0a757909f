using Npgsql;
using NpgsqlTypes;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Webhooks;

namespace OrleansRisk.Postgres.Webhooks;

/// <summary>
/// Webhooks as their tenants see them: read per tenant as <c>risk_reader</c>, made, changed and ended as
/// <c>risk_operator</c>; what waits is set going again as <c>risk_projector</c>, which carries it.
/// </summary>
internal sealed class PostgresWebhookStore(TenantReads reads, Pool operators, Pool projector) : IWebhookStore
{
    private const string Shown =
        """
        select w.id, w.created_at, w.version, w.content, w.sealed, p.enabled, p.reason, p.disabled_at, p.failing_since,
            (select count(*)::int from risk.webhook_events e
                where e.tenant = $1 and e.webhook = w.id and not e.dead),
            (select count(*)::int from risk.webhook_events e where e.tenant = $1 and e.webhook = w.id and e.dead)
        from risk.webhooks w join risk.webhook_places p on p.tenant = w.tenant and p.webhook = w.id
        where w.tenant = $1
        """;

    public async ValueTask<bool> Add(TenantId tenant, WebhookRow row, string cursor, CancellationToken cancel) =>
        await operators.Execute(
            """
            with made as (
                insert into risk.webhooks (tenant, id, created_at, version, content, sealed)
                select $1, $2, $3, $4, $5, $6 where (select count(*) from risk.webhooks where tenant = $1) < $8
                returning tenant, id)
            insert into risk.webhook_places (tenant, webhook, cursor) select tenant, id, $7 from made
            """,
            parameters =>
            {
                Put(parameters, tenant, row);
                parameters.Put(cursor);
                parameters.Put(Limits.WebhooksMax);
            },
            cancel) == 1;

    public async ValueTask<(WebhookRow Row, WebhookStanding Standing)?> Find(
        TenantId tenant, string id, CancellationToken cancel)
    {
        var rows = await reads.Query(tenant, Shown + " and w.id = $2", parameters => Put(parameters, tenant, id), Row,
            cancel);
        return rows.Count == 0 ? null : rows[0];
    }

    public async ValueTask<IReadOnlyList<(WebhookRow Row, WebhookStanding Standing)>> All(
        TenantId tenant, CancellationToken cancel) =>
        await reads.Query(
            tenant, Shown + " order by w.created_at, w.id", parameters => parameters.Put(tenant.Value), Row, cancel);

    public async ValueTask<bool> Change(TenantId tenant, WebhookRow row, CancellationToken cancel) =>
        await operators.Execute(
            """
            update risk.webhooks set version = $4, content = $5, sealed = $6
            where tenant = $1 and id = $2 and created_at = $3 and version = $4 - 1
            """,
            parameters => Put(parameters, tenant, row), cancel) == 1;

    public async ValueTask Enable(
        TenantId tenant, string id, bool enabled, string cursor, long now, CancellationToken cancel) =>
        await projector.Execute(
            enabled
                ? $"""
                with was as (
                    select reason from risk.webhook_places
                    where tenant = $1 and webhook = $2 and not enabled for update
                ), waiting as (
                    update risk.webhook_events set held_at = $4, due_at = $4
                    where tenant = $1 and webhook = $2 and not dead and exists (select from was)
                )
                update risk.webhook_places set enabled = true, reason = null, disabled_at = null, failing_since = null,
                    cursor = case when was.reason = '{WebhookReasons.CursorExpired}' then $3 else cursor end
                from was where tenant = $1 and webhook = $2
                """
                : $"""
                update risk.webhook_places set enabled = false, reason = '{WebhookReasons.Asked}', disabled_at = $4
                where tenant = $1 and webhook = $2 and enabled and $3 is not null
                """,
            parameters =>
            {
                Put(parameters, tenant, id);
                parameters.Put(cursor);
                parameters.Put(now);
            },
            cancel);

    public async ValueTask<bool> Delete(TenantId tenant, string id, CancellationToken cancel) =>
        await operators.Execute(
            "delete from risk.webhooks where tenant = $1 and id = $2", parameters => Put(parameters, tenant, id),
            cancel) == 1;

    public async ValueTask<IReadOnlyList<DeliveryRow>> Deliveries(
        TenantId tenant, string id, long before, int limit, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            """
            select number, event, type, at, attempt, status, result, milliseconds from risk.webhook_deliveries
            where tenant = $1 and webhook = $2 and number < $3 order by number desc limit $4
            """,
            parameters => Put(parameters, tenant, id, before, limit),
            row => new DeliveryRow(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt32(4),
                row.IsDBNull(5) ? null : row.GetInt32(5), row.GetString(6), row.GetInt32(7)),
            cancel);

    public async ValueTask Log(TenantId tenant, string id, DeliveryRow delivery, CancellationToken cancel) =>
        await projector.Use(async (connection, token) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            WebhookRows.Log(batch, tenant, id, [delivery]);
            return await batch.ExecuteNonQueryAsync(token);
        }, cancel);

    public async ValueTask<IReadOnlyList<HeldEvent>> DeadLetters(
        TenantId tenant, string id, long after, int limit, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            $"""
            select {WebhookRows.HeldColumns} from risk.webhook_events
            where tenant = $1 and webhook = $2 and dead and number > $3 order by number limit $4
            """,
            parameters => Put(parameters, tenant, id, after, limit), WebhookRows.Held, cancel);

    public async ValueTask<int> Replay(
        TenantId tenant, string id, IReadOnlyList<string>? events, long now, CancellationToken cancel) =>
        await projector.Execute(
            """
            update risk.webhook_events set dead = false, attempts = 0, held_at = $3, due_at = $3
            where tenant = $1 and webhook = $2 and dead and ($4 is null or event = any ($4))
            """,
            parameters =>
            {
                Put(parameters, tenant, id);
                parameters.Put(now);
                parameters.Add(new NpgsqlParameter
                {
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                    Value = events?.ToArray() ?? (object)DBNull.Value,
                });
            },
            cancel);

    private static void Put(NpgsqlParameterCollection parameters, TenantId tenant, string id)
    {
        parameters.Put(tenant.Value);
        parameters.Put(id);
    }

    private static void Put(NpgsqlParameterCollection parameters, TenantId tenant, string id, long place, int limit)
    {
        Put(parameters, tenant, id);
        parameters.Put(place);
        parameters.Put(limit);
    }

    private static void Put(NpgsqlParameterCollection parameters, TenantId tenant, WebhookRow row)
    {
        Put(parameters, tenant, row.Id);
        parameters.Put(row.CreatedAt);
        parameters.Put(row.Version);
        parameters.Put(Columns.Array(row.Content));
        parameters.Put(Columns.Array(row.Sealed));
    }

    private static (WebhookRow Row, WebhookStanding Standing) Row(NpgsqlDataReader row) => (
        WebhookRows.Webhook(row),
        new WebhookStanding(
            row.GetBoolean(5), row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetInt64(7),
            row.IsDBNull(8) ? null : row.GetInt64(8), row.GetInt32(9), row.GetInt32(10)));
}
