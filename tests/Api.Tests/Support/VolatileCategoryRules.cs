using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Rules of each tenant in memory.</summary>
internal sealed class VolatileCategoryRules : ICategoryRules
{
    private readonly ConcurrentDictionary<TenantId, CategoryRules> _tenants = new();

    public ValueTask<CategoryRules> Newest(TenantId tenant, CancellationToken cancel) =>
        new(_tenants.GetValueOrDefault(tenant, CategoryRules.None));

    public ValueTask<CategoryRules?> Publish(
        TenantId tenant, string? country, IReadOnlyList<PayeeRule> rules, int? after, CancellationToken cancel)
    {
        var version = _tenants.GetValueOrDefault(tenant, CategoryRules.None).Version;
        return new(after is { } seen && seen != version ? null
            : _tenants[tenant] = new CategoryRules(version + 1, country, rules, 0));
    }
}
