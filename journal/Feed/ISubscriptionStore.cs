using OrleansRisk.Actors.Access;

namespace OrleansRisk.Journal.Feed;

/// <param name="Id">The letters after <c>sub_</c>.</param>
/// <param name="CreatedAt">Milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Content">What is wanted, UTF-8 JSON; people stand in it by pseudonym only.</param>
public sealed record SubscriptionRow(string Id, long CreatedAt, ReadOnlyMemory<byte> Content);

/// <summary>Subscriptions of tenants. One never changes; it is deleted and another made.</summary>
public interface ISubscriptionStore
{
    /// <summary>False where the tenant has as many as there may be.</summary>
    ValueTask<bool> Add(TenantId tenant, SubscriptionRow row, CancellationToken cancel);

    ValueTask<SubscriptionRow?> Find(TenantId tenant, string id, CancellationToken cancel);

    /// <summary>Oldest first.</summary>
    ValueTask<IReadOnlyList<SubscriptionRow>> All(TenantId tenant, CancellationToken cancel);

    /// <summary>False where it is not there.</summary>
    ValueTask<bool> Delete(TenantId tenant, string id, CancellationToken cancel);
}
