using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Webhooks;

namespace OrleansRisk.Postgres.Webhooks;

/// <summary>Webhooks as nodes carry them, as <c>risk_projector</c>, which reads the feed for all tenants too.</summary>
internal sealed class PostgresWebhookQueue(Pool projector) : IWebhookQueue
{
    private const string Until = "held_until = now() + $3 * interval '1 millisecond'";

    public async ValueTask<IReadOnlyList<KeptLease>> Keep(
        string holder, TimeSpan length, CancellationToken cancel) =>
        await projector.Query(
            """
            update risk.webhook_places p set held_until = now() + $2 * interval '1 millisecond'
            from risk.webhooks w
            where w.tenant = p.tenant and w.id = p.webhook and p.holder = $1 and p.held_until > now() and p.enabled
            returning p.tenant, p.webhook, p.epoch, w.version
            """,
            parameters =>
            {
                parameters.Put(holder);
                parameters.Put(length.TotalMilliseconds);
            },
            row => Lease(row, holder), cancel);

    public async ValueTask<IReadOnlyList<WebhookName>> Free(int limit, CancellationToken cancel) =>
        await projector.Query(
            """
            select tenant, webhook from risk.webhook_places
            where enabled and held_until <= now() order by held_until, tenant, webhook limit $1
            """,
            parameters => parameters.Put(limit),
            row => new WebhookName(new TenantId(row.GetInt32(0)), row.GetString(1)), cancel);

    public async ValueTask<KeptLease?> Take(
        WebhookName name, string holder, TimeSpan length, CancellationToken cancel)
    {
        // Who waited for another's hand on the row looks at it again: held by then, it is not taken.
        var rows = await projector.Query(
            $"""
            update risk.webhook_places p set holder = $4, epoch = p.epoch + 1, {Until}
            from risk.webhooks w
            where p.tenant = $1 and p.webhook = $2 and w.tenant = $1 and w.id = $2
                and p.enabled and p.held_until <= now()
            returning p.tenant, p.webhook, p.epoch, w.version
            """,
            parameters =>
            {
                Put(parameters, name);
                parameters.Put(length.TotalMilliseconds);
                parameters.Put(holder);
            },
            row => Lease(row, holder), cancel);
        return rows.Count == 0 ? null : rows[0];
    }

    public async ValueTask Release(WebhookLease lease, CancellationToken cancel) =>
        await projector.Execute(
            """
            update risk.webhook_places set held_until = '-infinity'
            where tenant = $1 and webhook = $2 and holder = $3 and epoch = $4
            """,
            parameters =>
            {
                Put(parameters, lease.Name);
                parameters.Put(lease.Holder);
                parameters.Put(lease.Epoch);
            },
            cancel);

    public async ValueTask<(WebhookRow Row, string Cursor, long? FailingSince)?> Read(
        WebhookName name, CancellationToken cancel)
    {
        var rows = await projector.Query(
            """
            select w.id, w.created_at, w.version, w.content, w.sealed, p.cursor, p.failing_since
            from risk.webhooks w join risk.webhook_places p on p.tenant = w.tenant and p.webhook = w.id
            where w.tenant = $1 and w.id = $2
            """,
            parameters => Put(parameters, name),
            row => (
                WebhookRows.Webhook(row), row.GetString(5), row.IsDBNull(6) ? default(long?) : row.GetInt64(6)),
            cancel);
        return rows.Count == 0 ? null : rows[0];
    }

    public async ValueTask<WaitingEvents> Waiting(WebhookName name, CancellationToken cancel)
    {
        var heads = await projector.Query(
            $"""
            select distinct on (account) {WebhookRows.HeldColumns} from risk.webhook_events
            where tenant = $1 and webhook = $2 and not dead order by account, number
            """,
            parameters => Put(parameters, name), WebhookRows.Held, cancel);
        var counts = await projector.Query(
            """
            select count(*) filter (where not dead)::int, count(*) filter (where dead)::int
            from risk.webhook_events where tenant = $1 and webhook = $2
            """,
            parameters => Put(parameters, name), row => (row.GetInt32(0), row.GetInt32(1)), cancel);
        return new WaitingEvents(heads, counts[0].Item1, counts[0].Item2);
    }

    public async ValueTask<bool> Commit(WebhookLease lease, WebhookProgress progress, CancellationToken cancel) =>
        await projector.Use(async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            if (!await Move(lease, progress, connection, token))
            {
                return false; // rolled back: another carries it by now
            }

            await using var batch = new NpgsqlBatch(connection, transaction);
            Fill(batch, lease.Name, progress);
            if (batch.BatchCommands.Count > 0)
            {
                await batch.ExecuteNonQueryAsync(token);
            }

            await transaction.CommitAsync(token);
            return true;
        }, cancel);

    /// <summary>Nobody takes the lease before this transaction has ended: its row is ours until then.</summary>
    private static async Task<bool> Move(
        WebhookLease lease, WebhookProgress progress, NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            update risk.webhook_places set cursor = $5, failing_since = $6,
                enabled = $7 is null, reason = $7, disabled_at = case when $7 is null then null else $8 end
            where tenant = $1 and webhook = $2 and holder = $3 and epoch = $4 and held_until > now() and enabled
            """, connection);
        var parameters = command.Parameters;
        Put(parameters, lease.Name);
        parameters.Put(lease.Holder);
        parameters.Put(lease.Epoch);
        parameters.Put(progress.Cursor);
        parameters.Put(progress.FailingSince);
        parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
            Value = progress.Disabled ?? (object)DBNull.Value,
        });
        parameters.Put(progress.Now);
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    private static void Fill(NpgsqlBatch batch, WebhookName name, WebhookProgress progress)
    {
        if (progress.Done.Count > 0)
        {
            WebhookRows.Done(batch, name, progress.Done);
        }

        if (progress.Tried.Count > 0)
        {
            WebhookRows.Tried(batch, name, progress.Tried);
        }

        if (progress.Held.Count > 0)
        {
            WebhookRows.Hold(batch, name, progress.Held);
        }

        if (progress.Deliveries.Count > 0)
        {
            WebhookRows.Log(batch, name.Tenant, name.Id, progress.Deliveries);
        }
    }

    private static void Put(NpgsqlParameterCollection parameters, WebhookName name)
    {
        parameters.Put(name.Tenant.Value);
        parameters.Put(name.Id);
    }

    private static KeptLease Lease(NpgsqlDataReader row, string holder) => new(
        new WebhookLease(
            new WebhookName(new TenantId(row.GetInt32(0)), row.GetString(1)), holder, row.GetInt64(2)),
        row.GetInt32(3));
}
