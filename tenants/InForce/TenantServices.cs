using Microsoft.Extensions.Logging;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.InForce;

/// <summary>All that a tenant actor needs from its host, whichever host that is.</summary>
public sealed record TenantServices(
    ITenantStore Store, TenantDirectory Directory, IThresholds Thresholds, TimeProvider Time, ILogger Logger);
