using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Keeps a tenant's column maps and category rules: each change is a version of its own, and content that the newest
/// version has already is no change.
/// </summary>
public sealed class TenantRules
{
    private readonly TenantServices _services;
    private readonly TenantId _tenant;

    internal TenantRules(TenantServices services, TenantId tenant) => (_services, _tenant) = (services, tenant);

    /// <summary>Keeps a map under its name, as the next version.</summary>
    public ValueTask<Outcome<int>> KeepMap(Caller caller, MapUpload map, CancellationToken cancel) =>
        Write(caller, async () =>
        {
            var maps = _services.Stores.Maps;
            var newest = await maps.Find(_tenant, map.Name, null, cancel).ConfigureAwait(false);
            var hash = SHA256.HashData(map.Content);
            if (newest is not null && newest.Hash.Span.SequenceEqual(hash))
            {
                return new(newest.Version);
            }

            if (newest is null
                ? (await maps.All(_tenant, cancel).ConfigureAwait(false)).Count >= TenantLimits.MapsMax
                : newest.Version >= TenantLimits.MapVersionsMax)
            {
                return new(new Failure.Refused("limit_reached", ""));
            }

            var row = new MapRow(map.Name, (newest?.Version ?? 0) + 1, hash, Now(), map.Content);
            return new(row.Version, new TenantEffect.MapKept(_tenant, row))
            {
                Kind = TenantChangeKind.MapKept,
                Subject = row.Name,
                Version = row.Version,
                ContentHash = hash,
            };
        }, cancel);

    /// <summary>
    /// Puts a whole set of rules into force under the next number; refused if the newest is another than the caller
    /// has seen.
    /// </summary>
    public ValueTask<Outcome<int>> KeepCategoryRules(
        Caller caller, CategoryRulesUpload rules, CancellationToken cancel) => Write(caller, async () =>
    {
        var newest = await _services.Stores.Reference.Newest(_tenant, ReferenceDataKind.CategoryRules, cancel)
            .ConfigureAwait(false);
        var (hash, version) = (SHA256.HashData(rules.Content), newest?.Version ?? 0);
        if (newest is not null && newest.Hash.Span.SequenceEqual(hash))
        {
            return new(version);
        }

        if (rules.After is { } seen && seen != version)
        {
            return new(new Failure.Refused("version_conflict", "version"));
        }

        var next = new ReferenceDataVersion(
            _tenant, ReferenceDataKind.CategoryRules, version + 1, Now(), hash, rules.Content);
        return new(next.Version, new TenantEffect.Published(next))
        {
            Kind = TenantChangeKind.CategoryRulesChanged,
            Version = next.Version,
            ContentHash = hash,
        };
    }, cancel);

    private ValueTask<Outcome<int>> Write(
        Caller caller, Func<ValueTask<ChangeProposal<int>>> propose, CancellationToken cancel) =>
        _services.Changes.Write(_tenant, caller.Principal, propose, cancel);

    private long Now() => _services.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
