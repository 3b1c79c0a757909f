using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Api.Http;

/// <summary>
/// Work that is heavy for a moment: one of a tenant at a time, so that no tenant keeps the others out, and so many of
/// all tenants.
/// </summary>
internal sealed class OneEach(int most)
{
    private readonly ConcurrentDictionary<TenantId, bool> _underWay = new();

    /// <summary>False where it has to wait; otherwise <see cref="End"/> follows.</summary>
    public bool TryBegin(TenantId tenant)
    {
        if (_underWay.Count >= most || !_underWay.TryAdd(tenant, true))
        {
            return false;
        }

        if (_underWay.Count <= most)
        {
            return true;
        }

        End(tenant); // another came in between
        return false;
    }

    public void End(TenantId tenant) => _underWay.TryRemove(tenant, out _);
}
