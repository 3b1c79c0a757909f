using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansRisk.Host.Running;

/// <summary>
/// The schema was looked at before the start, and may be migrated while we serve: a node that it left behind is sent no
/// work.
/// </summary>
internal sealed class SchemaCheck(NodeEngine engine) : IHealthCheck
{
    public const string Name = "schema";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            engine.NodeHeartbeat.SchemaFits ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Name));
}
