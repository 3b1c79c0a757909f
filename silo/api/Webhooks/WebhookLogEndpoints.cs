using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Decisions;
using OrleansRisk.Api.Feed;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Tenants;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Webhooks;
using OrleansRisk.Engine.Webhooks;

namespace OrleansRisk.Api.Webhooks;

/// <summary>What became of a webhook's events: attempts, dead letters and their replay; and one sent by hand.</summary>
internal sealed class WebhookLogEndpoints(IWebhookStore store, WebhookParts parts)
{
    public async Task Deliveries(HttpContext context, string webhook)
    {
        if (await Found(context, webhook) is not { } id || await Page(context, long.MaxValue) is not { } page)
        {
            return;
        }

        var rows = await store.Deliveries(
            Call.Of(context).Caller.Tenant, id, page.Place, page.Limit + 1, context.RequestAborted);
        var more = rows.Count > page.Limit;
        await Json.Write(
            context,
            new DeliveryPage(
                [.. rows.Take(page.Limit).Select(Webhook.Of)], more ? Text(rows[page.Limit - 1].Number) : null, more),
            ContractJson.Default.DeliveryPage);
    }

    public async Task DeadLetters(HttpContext context, string webhook)
    {
        if (await Found(context, webhook) is not { } id || await Page(context, 0) is not { } page)
        {
            return;
        }

        var rows = await store.DeadLetters(
            Call.Of(context).Caller.Tenant, id, page.Place, page.Limit + 1, context.RequestAborted);
        var more = rows.Count > page.Limit;
        await Json.Write(
            context,
            new DeadLetterPage(
                [.. rows.Take(page.Limit).Select(Webhook.Of)], more ? Text(rows[page.Limit - 1].Number) : null, more),
            ContractJson.Default.DeadLetterPage);
    }

    public async Task Replay(HttpContext context, string webhook)
    {
        if (await Found(context, webhook) is not { } id || await AdminBodies.Replay(context) is not { } request)
        {
            return;
        }

        if (request.Events is { Count: 0 or > Limits.WebhookReplayMax })
        {
            await ApiError.Write(context, ErrorCodes.NumberOutOfRange, "events");
            return;
        }

        var replayed = await store.Replay(
            Call.Of(context).Caller.Tenant, id, request.Events, parts.Now, CancellationToken.None);
        await Json.Write(context, new DeadLetterReplayBody(replayed), ContractJson.Default.DeadLetterReplayBody);
    }

    /// <summary>Sent by whoever is asked, carried or not: it belongs to no account's order.</summary>
    public async Task Test(HttpContext context, string webhook)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        if (await Found(context, webhook) is not { } id
            || await store.Find(tenant, id, context.RequestAborted) is not { } found)
        {
            return;
        }

        var secrets = await WebhookSecrets.Open(parts.Seal, tenant, id, found.Row.Sealed, context.RequestAborted);
        var told = EventWriter.Test(
            Ids.EventPrefix + Guid.CreateVersion7(parts.Time.GetUtcNow()).ToString("n"), Ids.WebhookPrefix + id,
            parts.Now);
        var attempt = await parts.Send(secrets, told.Body, context.RequestAborted);
        var row = parts.Row(told.Id, told.Type, 1, attempt);
        await store.Log(tenant, id, row, CancellationToken.None);
        await Json.Write(context, Webhook.Of(row), ContractJson.Default.DeliveryBody);
    }

    /// <summary>The letters of a webhook that is there, or null where a problem has been written.</summary>
    private async ValueTask<string?> Found(HttpContext context, string webhook)
    {
        if (Webhook.IdOf(webhook) is { } id
            && await store.Find(Call.Of(context).Caller.Tenant, id, context.RequestAborted) is not null)
        {
            return id;
        }

        await ApiError.Write(context, ErrorCodes.NotFound);
        return null;
    }

    private static async ValueTask<(long Place, int Limit)?> Page(HttpContext context, long first)
    {
        var query = context.Request.Query;
        var (limit, place) = (Limits.PageDefault, first);
        var limited = query["limit"] is not { Count: > 0 } most
            || (int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                && limit is >= 1 and <= Limits.PageMax);
        var placed = query["after"] is not { Count: > 0 } after
            || long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out place);
        if (limited && placed)
        {
            return (place, limit);
        }

        await ApiError.Write(context, ErrorCodes.ParameterInvalid, limited ? "after" : "limit");
        return null;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
