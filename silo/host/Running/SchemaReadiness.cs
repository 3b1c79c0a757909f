using OrleansRisk.Api.Health;

namespace OrleansRisk.Host.Running;

/// <summary>
/// A node whose schema was migrated away from it is sent no work: it was looked at before the start, and may change
/// while we serve.
/// </summary>
internal sealed class SchemaReadiness(NodeEngine engine) : IReadyCheck
{
    public string? Missing => engine.Presence.SchemaFits ? null : "schema";
}
