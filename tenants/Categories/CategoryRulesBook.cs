using System.Collections.Concurrent;
using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Categories;

/// <summary>
/// Each tenant's newest rules in this process's memory. Replay asks for none of them: what they said stands in the
/// record.
/// </summary>
public sealed class CategoryRulesBook(IReferenceDataStore store, TimeProvider time) : ICategoryRules
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

    public async ValueTask<CategoryRules?> Publish(
        TenantId tenant, string? country, IReadOnlyList<PayeeRule> rules, int? after, CancellationToken cancel)
    {
        var content = CategoryRulesContent.Write(country, rules);
        var hash = SHA256.HashData(content);
        while (true)
        {
            var stored = await store.Newest(tenant, ReferenceDataKind.CategoryRules, cancel).ConfigureAwait(false);
            if (stored is not null && stored.Hash.Span.SequenceEqual(hash))
            {
                return Put(tenant, Read(stored));
            }

            var version = stored?.Version ?? 0;
            if (after is { } seen && seen != version)
            {
                return null;
            }

            var next = new ReferenceDataVersion(
                tenant, ReferenceDataKind.CategoryRules, version + 1, time.GetUtcNow().ToUnixTimeMilliseconds(), hash,
                content);
            if (await store.Add(next, cancel).ConfigureAwait(false))
            {
                return Put(tenant, Read(next));
            }
        }
    }

    private static CategoryRules Read(ReferenceDataVersion published) =>
        SHA256.HashData(published.Content.Span).AsSpan().SequenceEqual(published.Hash.Span)
            ? CategoryRulesContent.Read(published)
            : throw new ReferenceDataUnreadableException("a publication is not what its hash says");

    private CategoryRules Put(TenantId tenant, CategoryRules rules) => _tenants.AddOrUpdate(
        tenant, rules, (_, now) => now.Version >= rules.Version ? now : rules);
}
