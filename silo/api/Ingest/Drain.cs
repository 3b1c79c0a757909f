using Microsoft.Extensions.Hosting;

namespace OrleansRisk.Api.Ingest;

/// <summary>Says when the host is going down: streams then read no further, answer what they have, and end in good
/// order.</summary>
internal sealed class Drain(IHostApplicationLifetime lifetime)
{
    public CancellationToken Stopping { get; } = lifetime.ApplicationStopping;

    public bool HasStarted => lifetime.ApplicationStarted.IsCancellationRequested && !Stopping.IsCancellationRequested;
}
