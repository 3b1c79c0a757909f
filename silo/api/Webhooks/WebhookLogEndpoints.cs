using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Webhooks;
using OrleansRisk.Events.Feed;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Webhooks.Delivery;
using OrleansRisk.Webhooks.Kept;

namespace OrleansRisk.Api.Webhooks;

/// <summary>What became of a webhook's events: attempts, dead letters and their replay; and one sent by hand.</summary>
internal sealed class WebhookLogEndpoints(IWebhookStore store, WebhookParts parts)
{
    public Task Deliveries(HttpContext context, string webhook) => List(
        context, webhook, long.MaxValue, store.Deliveries, static row => row.Number, Webhook.Of,
        static (items, after, more) => new DeliveryPage(items, after, more), ContractJson.Default.DeliveryPage);

    public Task DeadLetters(HttpContext context, string webhook) => List(
        context, webhook, 0, store.DeadLetters, static dead => dead.Number, Webhook.Of,
        static (items, after, more) => new DeadLetterPage(items, after, more), ContractJson.Default.DeadLetterPage);

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
        var attempt = await parts.Send(secrets, told.Id, told.Body, context.RequestAborted);
        var row = parts.Row(told.Id, told.Type, 1, attempt);
        await store.Log(tenant, id, row, CancellationToken.None);
        await Json.Write(context, Webhook.Of(row), ContractJson.Default.DeliveryBody);
    }

    /// <summary>A page of what is kept of a webhook; one row more than are shown says whether there are more.</summary>
    private async Task List<TRow, TItem, TPage>(
        HttpContext context, string webhook, long first, Rows<TRow> rows, Func<TRow, long> number,
        Func<TRow, TItem> item, Func<IReadOnlyList<TItem>, string?, bool, TPage> page, JsonTypeInfo<TPage> shape)
    {
        if (await Found(context, webhook) is not { } id || await Page(context, first) is not { } asked)
        {
            return;
        }

        var found = await rows(
            Call.Of(context).Caller.Tenant, id, asked.Place, asked.Limit + 1, context.RequestAborted);
        var more = found.Count > asked.Limit;
        var after = more ? Text(number(found[asked.Limit - 1])) : null;
        await Json.Write(context, page([.. found.Take(asked.Limit).Select(item)], after, more), shape);
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
        var place = first;
        if (SharedParameters.AfterPage.Find(context.Request) is not { } after
            || long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out place))
        {
            return (place, SharedParameters.Limit.Of(context.Request));
        }

        await SharedParameters.AfterPage.Refusal(context.Request).Write(context);
        return null;
    }

    private delegate ValueTask<IReadOnlyList<TRow>> Rows<TRow>(
        TenantId tenant, string webhook, long place, int limit, CancellationToken cancel);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
