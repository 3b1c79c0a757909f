using System.Collections.Concurrent;
using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Categories;

/// <summary>
/// Each tenant's newest rules in this process's memory. Replay asks for none of them: what they said stands in the
/// record.
/// </summary>
public sealed class CategoryRulesBook(IReferenceDataStore store) : ICategoryRules
{
    private readonly ConcurrentDictionary<TenantId, CategoryRules> _tenants = new();

    /// <summary>As they stand for a transaction that arrives now, without any call.</summary>
    public CategoryRules Of(TenantId tenant) => _tenants.GetValueOrDefault(tenant, CategoryRules.None);

    public async ValueTask<CategoryRules> Newest(TenantId tenant, CancellationToken cancel)
    {
        var stored = await store.Newest(tenant, ReferenceDataKind.CategoryRules, cancel).ConfigureAwait(false);
        var now = Of(tenant);
        return stored is null || stored.Version <= now.Version ? now : Put(tenant, Read(stored));
    }

    private static CategoryRules Read(ReferenceDataVersion published) =>
        SHA256.HashData(published.Content.Span).AsSpan().SequenceEqual(published.Hash.Span)
            ? CategoryRulesContent.Read(published)
            : throw new ReferenceDataUnreadableException("a publication is not what its hash says");

    private CategoryRules Put(TenantId tenant, CategoryRules rules) => _tenants.AddOrUpdate(
        tenant, rules, (_, now) => now.Version >= rules.Version ? now : rules);
}
