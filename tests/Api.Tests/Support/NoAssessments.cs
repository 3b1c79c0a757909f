using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Keeps no credit assessment and has none.</summary>
internal sealed class NoAssessments : IAssessmentStore
{
    public ValueTask Add(TenantId tenant, AssessmentRow row, CancellationToken cancel) => default;

    public ValueTask<AssessmentRow?> Find(TenantId tenant, UInt128 id, CancellationToken cancel) => default;
}
