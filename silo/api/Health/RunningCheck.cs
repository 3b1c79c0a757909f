using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansRisk.Api.Ingest;

namespace OrleansRisk.Api.Health;

/// <summary>The host has started and is not going down.</summary>
internal sealed class RunningCheck(Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(drain.HasStarted ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(drain.Stopping.IsCancellationRequested ? "leaving" : "start"));
}
