using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>Every tenant on the scoring version that the test says.</summary>
internal sealed class FixedScoringVersions(Func<ushort> scoringVersion) : ITenantScoringVersions
{
    public ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel) => new(scoringVersion());
}
