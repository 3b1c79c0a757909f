using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Stores;

/// <param name="CreatedAt">Milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Content">Sealed under the tenant's key; the store cannot read it.</param>
public sealed record AssessmentRow(UInt128 Id, long CreatedAt, ReadOnlyMemory<byte> Content);

/// <summary>Credit assessments and letters about them, as they were answered; never changed once kept.</summary>
public interface IAssessmentStore
{
    /// <summary>Keeps the first of an id; another is dropped.</summary>
    ValueTask Add(TenantId tenant, AssessmentRow row, CancellationToken cancel);

    /// <summary>Null where the tenant has none of this id.</summary>
    ValueTask<AssessmentRow?> Find(TenantId tenant, UInt128 id, CancellationToken cancel);
}
