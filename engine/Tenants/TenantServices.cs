using Microsoft.Extensions.Logging;

namespace OrleansRisk.Engine.Tenants;

/// <summary>All that a tenant actor needs from its host, whichever host that is.</summary>
public sealed record TenantServices(
    ITenantStore Store, TenantDirectory Directory, IThresholds Thresholds, TimeProvider Time, ILogger Logger);
