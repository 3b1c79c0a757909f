using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Events.Feed;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Feed;

/// <summary>The feed, as a stream of events or as a page of them.</summary>
internal sealed class FeedEndpoint(FeedParts parts, ISubscriptionStore store, IKeyRing keys, FeedStreams streams)
{
    /// <summary>Begin with what happens from now on, without a snapshot.</summary>
    private const string FromNow = "now";

    public static readonly Token Wanted = new("subscription", "Whose events: sub_….", "a subscription's id: sub_…")
    {
        Required = true,
    };

    public static readonly Token After = new(
        "after", "A cursor: go on after it. If it is left out, a snapshot comes first; now begins without one.",
        "a cursor of this feed, or now");

    public async Task Handle(HttpContext context)
    {
        var call = Call.Of(context);
        if (Subscription.Letters(Wanted.Find(context.Request)) is not { } id
            || await store.Find(call.Caller.Tenant, id, context.RequestAborted) is not { } row)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        var pseudonyms = await keys.Pseudonyms(call.Caller.Tenant, context.RequestAborted);
        var (from, fault) = await From(context.Request, call.Caller.Tenant, pseudonyms, context.RequestAborted);
        if (from is null)
        {
            await ApiError.Write(context, fault!, "after");
            return;
        }

        using var session = new FeedSession(parts, call.Caller, Subscription.Of(row), pseudonyms, from);
        try
        {
            await (WantsStream(context.Request)
                ? streams.Run(context, call, session)
                : Page(context, session, SharedParameters.Limit.Of(context.Request)));
        }
        catch (CursorExpiredException)
        {
            await ApiError.Write(context, ErrorCodes.CursorExpired, "after");
        }
    }

    private static async Task Page(HttpContext context, FeedSession session, int limit)
    {
        var events = new List<WrittenEvent>();
        bool more;
        do
        {
            more = await session.Next(events, limit - events.Count, context.RequestAborted);
        }
        while (more && events.Count < limit);

        var after = session.Cursor;
        await Json.Write(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var each in events)
            {
                json.WriteRawValue(each.Body.Span, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteString("after"u8, after);
            json.WriteBoolean("has_more"u8, more);
            json.WriteEndObject();
        });
    }

    /// <summary>Where to begin; without a cursor at the end of the journal, and with a snapshot before it.</summary>
    private async ValueTask<(FeedCursor? From, ErrorCode? Fault)> From(
        HttpRequest request, TenantId tenant, IPseudonyms pseudonyms, CancellationToken cancel)
    {
        // A browser that comes back says it in the header.
        var stated = request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last
            : After.Find(request);
        if (stated is null or FromNow)
        {
            AccountKey? snapshot = stated is null ? default(AccountKey) : null;
            return (await FeedStart.Of(parts.Feed, tenant, snapshot, cancel), null);
        }

        return FeedCursor.Read(stated, pseudonyms, out var issuedAt) is not { } cursor
            ? (null, ErrorCodes.CursorInvalid)
            : cursor.Incarnation != Incarnation.Current
                ? (null, ErrorCodes.IncarnationChanged)
            : parts.Time.GetUtcNow() - issuedAt > JournalLimits.CursorAge
                ? (null, ErrorCodes.CursorExpired)
                : (cursor, null);
    }

    private static bool WantsStream(HttpRequest request) =>
        request.Headers.Accept.Any(static accept =>
            accept?.Contains(MediaTypes.EventStream, StringComparison.OrdinalIgnoreCase) == true);
}
