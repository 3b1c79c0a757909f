using OrleansRisk.Actors.Access;

namespace OrleansRisk.Api.Access;

/// <summary>Whether a tenant is served here; asked before the body of any request is read.</summary>
public interface ITenantHomes
{
    TenantHome Of(TenantId tenant);

    /// <summary>The same for a request: a tenant that was made a moment ago is looked up once more.</summary>
    ValueTask<TenantHome> Find(TenantId tenant) => ValueTask.FromResult(Of(tenant));

    /// <summary>Where tenants are made and the platform's operators are served.</summary>
    TenantHome OfOperators { get; }

    /// <summary>Of a key of another region; <see cref="HomeKind.Nowhere"/> where we know of none such.</summary>
    TenantHome OfRegion(string region);
}

/// <summary>Where somebody is served.</summary>
/// <param name="Kind">Here or not.</param>
/// <param name="Address">Where it is, if that is known.</param>
public readonly record struct TenantHome(HomeKind Kind, string? Address = null);

public enum HomeKind
{
    Here,

    /// <summary>At another address of the same interface.</summary>
    Elsewhere,

    /// <summary>Nobody serves it for a moment.</summary>
    Moving,
    Nowhere,
}

/// <summary>One process serves everybody.</summary>
internal sealed class OneHome : ITenantHomes
{
    public TenantHome OfOperators => default;

    public TenantHome Of(TenantId tenant) => default;

    public TenantHome OfRegion(string region) => new(HomeKind.Nowhere);
}
