using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Host.Running;

/// <summary>
/// A silo is ready once it is a member, knows who is at home where, and has loaded versions and, if it shares the
/// tenants with other pools, the keys of its own.
/// </summary>
internal sealed class SiloCheck(
    ISiloStatusOracle membership, PoolMapCache pools, NodeEngine engine, PoolKeys? keys = null) : IHealthCheck
{
    public const string Name = "silo";

    private readonly (string Word, Func<bool> Holds)[] _conditions =
    [
        ("membership", () => membership.CurrentStatus == SiloStatus.Active),
        ("pool_map", () => pools.Current.Epoch > 0),
        ("publications", () => engine.IsLoaded),
        ("keys", () => keys?.AreLoaded != false),
    ];

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(_conditions.FirstOrDefault(static each => !each.Holds()) is { Word: { } missing }
            ? HealthCheckResult.Unhealthy(missing)
            : HealthCheckResult.Healthy());
}
