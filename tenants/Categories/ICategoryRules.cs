using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Categories;

/// <summary>Where a tenant's rules become the numbered published that accounts read and records name.</summary>
public interface ICategoryRules
{
    /// <summary>The newest, wherever it was published.</summary>
    ValueTask<CategoryRules> Newest(TenantId tenant, CancellationToken cancel);

    /// <summary>
    /// Publishes the whole set under the next number, or does nothing where the newest has this content already. Null
    /// where the newest is not <paramref name="after"/>, the number that the caller has seen, if it states one.
    /// </summary>
    ValueTask<CategoryRules?> Publish(
        TenantId tenant, string? country, IReadOnlyList<PayeeRule> rules, int? after, CancellationToken cancel);
}
