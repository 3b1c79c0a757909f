using OrleansRisk.Actors.Access;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>What a host wants of webhooks.</summary>
/// <param name="Delivers">Whether it delivers any.</param>
/// <param name="Networks">Where they may go, as <c>NetworkRules</c> reads it.</param>
/// <param name="PlainHttp">Whether they may go over plain HTTP.</param>
/// <param name="IsHere">Whether a tenant is served here: others' webhooks are delivered by others.</param>
public sealed record WebhookOptions(bool Delivers, string Networks, bool PlainHttp, Func<TenantId, bool> IsHere);
