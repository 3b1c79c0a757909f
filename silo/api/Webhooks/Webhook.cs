using OrleansRisk.Api.Feed;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Webhooks;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Events.Feed;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Webhooks.Kept;
using OrleansRisk.Webhooks.Outbound;

namespace OrleansRisk.Api.Webhooks;

/// <summary>Webhooks between the contract's shapes and what is kept of them.</summary>
internal static class Webhook
{
    private const int Letters = 32;

    /// <summary>What is wrong with a request; null where nothing is.</summary>
    public static LineFault? Fault(WebhookRequest request, bool making, NetworkRules rules, bool plainHttp) =>
        request.Url is null && making ? new LineFault(ErrorCodes.FieldMissing, "url")
        : request.Url is { } url && FaultOfUrl(url, rules, plainHttp) is { } code ? new LineFault(code, "url")
        : request.Description is { Length: > 0 } text
            && TextRules.Free(text, Limits.WebhookDescriptionCharactersMax) is { } free
            ? new LineFault(free, "description")
        : request.Filter is { } filter ? Subscription.Fault(filter, EventFilter.OfWebhooks)
        : null;

    /// <summary>The letters of a webhook's id; null where it is none.</summary>
    public static string? IdOf(string? text) =>
        text is not null && text.Length == Ids.WebhookPrefix.Length + Letters
            && text.StartsWith(Ids.WebhookPrefix, StringComparison.Ordinal)
            && text.Skip(Ids.WebhookPrefix.Length).All(char.IsAsciiHexDigitLower)
            ? text[Ids.WebhookPrefix.Length..]
            : null;

    public static WebhookBody Of(WebhookRow row, WebhookStanding standing, WebhookSecrets secrets, long now)
    {
        var content = WebhookContent.Of(row);
        return new WebhookBody
        {
            Webhook = Ids.WebhookPrefix + row.Id,
            Url = secrets.Url.OriginalString,
            Description = content.Description,
            Filter = content.Filter,
            CreatedAt = Time(row.CreatedAt),
            Enabled = standing.Enabled,
            Reason = standing.Reason,
            DisabledAt = Time(standing.DisabledAt),
            FailingSince = Time(standing.FailingSince),
            Held = standing.Held,
            DeadLetters = standing.Dead,
            PreviousSecretUntil = secrets.PreviousUntil > now ? Time(secrets.PreviousUntil) : null,
        };
    }

    public static DeliveryBody Of(DeliveryRow row) => new()
    {
        Event = row.Event,
        Type = row.Type,
        At = Time(row.At),
        Attempt = row.Attempt,
        Status = row.Status,
        Result = row.Result,
        Milliseconds = row.Milliseconds,
    };

    public static DeadLetterBody Of(HeldEvent dead) => new()
    {
        Event = dead.Event,
        Type = dead.Type,
        AccountId = Ids.Account(dead.Account.ToString()),
        Decision = RecordIds.Decision(dead.Account.ToString(), dead.Sequence),
        HeldAt = Time(dead.HeldAt),
        Attempts = dead.Attempts,
        Cause = dead.Cause,
    };

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } stated ? Time(stated) : null;

    private static ErrorCode? FaultOfUrl(string text, NetworkRules rules, bool plainHttp)
    {
        var scheme = text.Length <= Limits.WebhookUrlCharactersMax && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.UserInfo.Length == 0 && url.Fragment.Length == 0 && url.IdnHost.Length > 0 ? url.Scheme : null;
        return scheme != Uri.UriSchemeHttps && !(plainHttp && scheme == Uri.UriSchemeHttp) ? ErrorCodes.UrlInvalid
            // What a name resolves to is looked at with each connection, and told to nobody before.
            : System.Net.IPAddress.TryParse(new Uri(text).DnsSafeHost, out var address) && !rules.Allows(address)
                ? ErrorCodes.AddressRefused
                : null;
    }
}
