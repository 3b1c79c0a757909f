using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Feed;

/// <summary>Subscriptions: made, seen and ended; one never changes.</summary>
internal sealed class SubscriptionEndpoints(ISubscriptionStore store, IKeyRing keys, TimeProvider time)
{
    public async Task Create(HttpContext context)
    {
        if (await AdminBodies.Subscription(context) is not { } request)
        {
            return;
        }

        var filter = request.Filter ?? new FilterBody();
        if (Subscription.Fault(filter) is { } fault)
        {
            await ApiError.Of(fault).Write(context);
            return;
        }

        var tenant = Call.Of(context).Caller.Tenant;
        var pseudonyms = await keys.Pseudonyms(tenant, context.RequestAborted);
        var row = new SubscriptionRow(
            Guid.CreateVersion7(time.GetUtcNow()).ToString("n"), time.GetUtcNow().ToUnixTimeMilliseconds(),
            Subscription.Write(Subscription.Kept(filter, pseudonyms), request.Conflate));
        await (await store.Add(tenant, row, CancellationToken.None)
            ? Json.Write(
                context, Subscription.Of(row), ContractJson.Default.SubscriptionBody, StatusCodes.Status201Created)
            : ApiError.Write(context, ErrorCodes.LimitReached));
    }

    public async Task All(HttpContext context)
    {
        var rows = await store.All(Call.Of(context).Caller.Tenant, context.RequestAborted);
        if (await ListPage.Cut(
            context, rows, static row => Ids.SubscriptionPrefix + row.Id, static row => row.CreatedAt)
            is not var (found, more))
        {
            return;
        }

        await Json.Write(
            context, new SubscriptionList([.. found.Select(Subscription.Of)], more),
            ContractJson.Default.SubscriptionList);
    }

    public async Task One(HttpContext context, string subscription)
    {
        var row = Subscription.Letters(subscription) is { } id
            ? await store.Find(Call.Of(context).Caller.Tenant, id, context.RequestAborted) : null;
        await (row is null
            ? ApiError.Write(context, ErrorCodes.NotFound)
            : Json.Write(context, Subscription.Of(row), ContractJson.Default.SubscriptionBody));
    }

    /// <summary>Streams that are open go on until they are next opened.</summary>
    public async Task Delete(HttpContext context, string subscription)
    {
        if (Subscription.Letters(subscription) is { } id
            && await store.Delete(Call.Of(context).Caller.Tenant, id, CancellationToken.None))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await ApiError.Write(context, ErrorCodes.NotFound);
    }
}
