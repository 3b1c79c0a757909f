using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Feed;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Contract.Webhooks;
using OrleansRisk.Events.Feed;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Webhooks.Delivery;
using OrleansRisk.Webhooks.Kept;

namespace OrleansRisk.Api.Webhooks;

/// <summary>Webhooks: made, seen, changed and ended. Another tenant's is one that is not there.</summary>
internal sealed class WebhookEndpoints(IWebhookStore store, WebhookParts parts, OutboundRules rules)
{
    private static readonly WebhookStanding New = new(true, null, null, null, 0, 0);

    public async Task Create(HttpContext context)
    {
        if (await AdminBodies.Webhook(context) is not { } request || !await IsSound(context, request, making: true))
        {
            return;
        }

        var (tenant, now) = (Call.Of(context).Caller.Tenant, parts.Now);
        var pseudonyms = await parts.Keys.Pseudonyms(tenant, context.RequestAborted);
        var id = Guid.CreateVersion7(parts.Time.GetUtcNow()).ToString("n");
        var secrets = new WebhookSecrets(new Uri(request.Url!), WebhookSecrets.NewSecret());
        var row = new WebhookRow(
            id, now, 1, Content(request, null, pseudonyms).Write(),
            await secrets.Seal(parts.Seal, tenant, id, context.RequestAborted));
        if (!await store.Add(tenant, row, await Cursor(pseudonyms, context), CancellationToken.None))
        {
            await ApiError.Write(context, ErrorCodes.LimitReached);
            return;
        }

        var standing = New;
        if (request.Enabled == false)
        {
            await store.Enable(tenant, id, false, "", now, CancellationToken.None);
            standing = New with { Enabled = false, Reason = WebhookReasons.Asked, DisabledAt = now };
        }

        await Json.Write(
            context, Webhook.Of(row, standing, secrets, now) with { Secret = secrets.Secret },
            ContractJson.Default.WebhookBody, StatusCodes.Status201Created);
    }

    public async Task All(HttpContext context)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        var rows = await store.All(tenant, context.RequestAborted);
        if (await ListPage.Cut(
            context, rows, static each => Ids.WebhookPrefix + each.Row.Id, static each => each.Row.CreatedAt)
            is not var (found, more))
        {
            return;
        }

        var items = new List<WebhookBody>();
        foreach (var (row, standing) in found)
        {
            var secrets = await WebhookSecrets.Open(parts.Seal, tenant, row.Id, row.Sealed, context.RequestAborted);
            items.Add(Webhook.Of(row, standing, secrets, parts.Now));
        }

        await Json.Write(context, new WebhookList(items, more), ContractJson.Default.WebhookList);
    }

    public async Task One(HttpContext context, string webhook)
    {
        if (await Find(context, webhook) is { } found)
        {
            await Show(context, found.Row.Id, newSecret: null);
        }
    }

    public async Task Change(HttpContext context, string webhook)
    {
        if (await Find(context, webhook) is not { } found || await AdminBodies.Webhook(context) is not { } request
            || !await IsSound(context, request, making: false))
        {
            return;
        }

        var tenant = Call.Of(context).Caller.Tenant;
        var pseudonyms = await parts.Keys.Pseudonyms(tenant, context.RequestAborted);
        var secrets = found.Secrets with { Url = request.Url is { } url ? new Uri(url) : found.Secrets.Url };
        var row = found.Row with { Content = Content(request, WebhookContent.Of(found.Row), pseudonyms).Write() };
        if (!await Keep(context, row, secrets))
        {
            return;
        }

        if (request.Enabled is { } enabled)
        {
            await store.Enable(
                tenant, row.Id, enabled, await Cursor(pseudonyms, context), parts.Now, CancellationToken.None);
        }

        await Show(context, row.Id, newSecret: null);
    }

    public async Task Rotate(HttpContext context, string webhook)
    {
        if (await Find(context, webhook) is not { } found || await AdminBodies.Rotation(context) is not { } request)
        {
            return;
        }

        if (request.KeepSeconds is < 0 or > Limits.WebhookKeepSecondsMax)
        {
            await (new ApiError(ErrorCodes.NumberOutOfRange, "keep_seconds") with { Given = $"{request.KeepSeconds}" })
                .Write(context);
            return;
        }

        var keep = TimeSpan.FromSeconds(request.KeepSeconds ?? Limits.WebhookKeepSeconds);
        var secrets = found.Secrets.Rotated(parts.Now + (long)keep.TotalMilliseconds);
        if (await Keep(context, found.Row, secrets))
        {
            await Show(context, found.Row.Id, secrets.Secret);
        }
    }

    public async Task Delete(HttpContext context, string webhook)
    {
        if (Webhook.IdOf(webhook) is { } id
            && await store.Delete(Call.Of(context).Caller.Tenant, id, CancellationToken.None))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await ApiError.Write(context, ErrorCodes.NotFound);
    }

    /// <summary>The webhook, or null where a problem has been written.</summary>
    private async ValueTask<(WebhookRow Row, WebhookSecrets Secrets)?> Find(HttpContext context, string webhook)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        if (Webhook.IdOf(webhook) is { } id && await store.Find(tenant, id, context.RequestAborted) is { } found)
        {
            return (found.Row, await WebhookSecrets.Open(
                parts.Seal, tenant, id, found.Row.Sealed, context.RequestAborted));
        }

        await ApiError.Write(context, ErrorCodes.NotFound);
        return null;
    }

    private async ValueTask<bool> IsSound(HttpContext context, WebhookRequest request, bool making)
    {
        if (Webhook.Fault(request, making, rules.Networks, rules.PlainHttp) is not { } fault)
        {
            return true;
        }

        await ApiError.Of(fault).Write(context);
        return false;
    }

    private async ValueTask<bool> Keep(HttpContext context, WebhookRow row, WebhookSecrets secrets)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        var changed = row with
        {
            Version = row.Version + 1,
            Sealed = await secrets.Seal(parts.Seal, tenant, row.Id, context.RequestAborted),
        };
        if (await store.Change(tenant, changed, CancellationToken.None))
        {
            return true;
        }

        await ApiError.Write(context, ErrorCodes.VersionConflict);
        return false;
    }

    private async Task Show(HttpContext context, string id, string? newSecret)
    {
        if (await Find(context, Ids.WebhookPrefix + id) is not { } found)
        {
            return;
        }

        var shown = await store.Find(Call.Of(context).Caller.Tenant, id, context.RequestAborted);
        await Json.Write(
            context,
            Webhook.Of(found.Row, shown?.Standing ?? New, found.Secrets, parts.Now) with { Secret = newSecret },
            ContractJson.Default.WebhookBody);
    }

    private static WebhookContent Content(
        WebhookRequest request, WebhookContent? before, IPseudonyms pseudonyms) => new(
        request.Description is null ? before?.Description : request.Description.Length > 0 ? request.Description : null,
        request.Filter is { } filter ? Subscription.Kept(filter, pseudonyms) : before?.Filter ?? new FilterBody());

    /// <summary>The end of the journal: what happens from now on.</summary>
    private async ValueTask<string> Cursor(IPseudonyms pseudonyms, HttpContext context) =>
        (await FeedStart.Of(parts.Feed.Feed, Call.Of(context).Caller.Tenant, null, context.RequestAborted))
            .Write(pseudonyms, parts.Time.GetUtcNow());
}
