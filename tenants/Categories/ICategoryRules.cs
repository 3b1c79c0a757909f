using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Categories;

/// <summary>Where a tenant's rules become the numbered published that accounts read and records name.</summary>
public interface ICategoryRules
{
    /// <summary>The newest, wherever it was published.</summary>
    ValueTask<CategoryRules> Newest(TenantId tenant, CancellationToken cancel);
}
