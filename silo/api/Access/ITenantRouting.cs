using OrleansRisk.Actors.Access;

namespace OrleansRisk.Api.Access;

/// <summary>Whether a tenant is served here; asked before the body of any request is read.</summary>
public interface ITenantRouting
{
    TenantRoute Of(TenantId tenant);

    /// <summary>The same for a request: a tenant that was made a moment ago is looked up once more.</summary>
    ValueTask<TenantRoute> Find(TenantId tenant) => ValueTask.FromResult(Of(tenant));

    /// <summary>Where tenants are made and the platform's operators are served.</summary>
    TenantRoute OfOperators { get; }

    /// <summary>Of a key of another region; <see cref="TenantRouteKind.Nowhere"/> where we know of none such.</summary>
    TenantRoute OfRegion(string region);
}

/// <summary>Where somebody is served.</summary>
/// <param name="Kind">Here or not.</param>
/// <param name="Address">Where it is, if that is known.</param>
public readonly record struct TenantRoute(TenantRouteKind Kind, string? Address = null);

public enum TenantRouteKind
{
    Here,

    /// <summary>At another address of the same interface.</summary>
    OtherRegion,

    /// <summary>Nobody serves it for a moment.</summary>
    Moving,
    Nowhere,
}

/// <summary>One process serves everybody.</summary>
internal sealed class LocalRouting : ITenantRouting
{
    public TenantRoute OfOperators => default;

    public TenantRoute Of(TenantId tenant) => default;

    public TenantRoute OfRegion(string region) => new(TenantRouteKind.Nowhere);
}
