using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>No tenant has any rules.</summary>
internal sealed class NoCategoryRules : ICategoryRules
{
    public ValueTask<CategoryRules> Newest(TenantId tenant, CancellationToken cancel) => new(CategoryRules.None);
}
