using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.Changes;

/// <summary>What a change writes beside its own row. A closed set: the store knows every case.</summary>
public abstract record TenantEffect
{
    private TenantEffect()
    {
    }

    /// <summary>A tenant of this number and name, which must be free.</summary>
    public sealed record TenantMade(TenantRow Row) : TenantEffect;

    /// <summary>Settings whose version follows the one that stands.</summary>
    public sealed record SettingsKept(TenantRow Row) : TenantEffect;

    public sealed record KeyAdded(ApiKeyRow Key) : TenantEffect;

    public sealed record KeyRevoked(TenantId Tenant, string Id, long At) : TenantEffect;

    public sealed record MapKept(TenantId Tenant, MapRow Map) : TenantEffect;

    public sealed record ModelAdded(
        TenantId Tenant, ModelRow Model, ReadOnlyMemory<byte> File, ReadOnlyMemory<byte> Report) : TenantEffect;

    /// <summary>By another than the one who brought it, and if nobody has approved it before.</summary>
    public sealed record ModelApproved(TenantId Tenant, string Hash, string By, long At) : TenantEffect;

    public sealed record ConsentGiven(TenantId Tenant, ConsentRow Consent) : TenantEffect;

    /// <summary>Unless it was revoked before.</summary>
    public sealed record ConsentRevoked(TenantId Tenant, UInt128 Consent, long At) : TenantEffect;

    /// <summary>A live consent has ended, and nobody has said so before.</summary>
    public sealed record ConsentExpired(TenantId Tenant, UInt128 Consent, long At) : TenantEffect;

    /// <summary>The feed is to tell this change, behind all that is committed up to a place.</summary>
    public sealed record ConsentTold(
        TenantId Tenant, UInt128 Consent, ConsentEventKind Kind, long At, FeedPosition Behind) : TenantEffect;

    /// <summary>Any version of reference data but the population, which is computed and not asked for.</summary>
    public sealed record Published(ReferenceDataVersion Version) : TenantEffect;
}
