using OrleansRisk.Events.Feed;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Webhooks.Kept;
using OrleansRisk.Webhooks.Outbound;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>Where webhooks may go, as the operator says.</summary>
internal sealed record OutboundRules(NetworkRules Networks, bool PlainHttp);

/// <summary>What every webhook is carried with.</summary>
internal sealed record WebhookParts(
    FeedParts Feed, IKeyRing Keys, ITenantSeal Seal, IWebhookQueue Queue, OutboundCalls Calls, WebhookMetrics Metrics,
    TimeProvider Time)
{
    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>One attempt, signed for this moment.</summary>
    public async ValueTask<Attempt> Send(
        WebhookSecrets secrets, string id, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var at = Time.GetUtcNow();
        var attempt = await Calls.Post(
            secrets.Url, body, Signature.Of(secrets.Live(at.ToUnixTimeMilliseconds()), id, body, at), cancel);
        Metrics.Attempted(attempt);
        return attempt;
    }

    public DeliveryRow Row(string id, string type, int number, Attempt attempt) => new(
        0, id, type, Now, number, attempt.Status, attempt.Result, (int)attempt.Took.TotalMilliseconds);
}
