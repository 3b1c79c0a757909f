using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

public interface IKeyRows
{
    /// <summary>Random, written by the first migration; part of the origin of each tenant made here.</summary>
    ValueTask<Guid> DeploymentId(CancellationToken cancel);

    /// <summary>Null where the tenant was made here: then its origin is this deployment and its own number.</summary>
    ValueTask<TenantOriginRow?> Origin(TenantId tenant, CancellationToken cancel);

    ValueTask<IReadOnlyList<TenantKeyRow>> TenantKeys(TenantId tenant, CancellationToken cancel);

    /// <summary>False where that purpose and version is there already: then the row that is there counts.</summary>
    ValueTask<bool> AddTenantKey(TenantKeyRow row, CancellationToken cancel);

    ValueTask<SubjectKeyRow?> SubjectKey(TenantId tenant, AccountKey account, CancellationToken cancel);
}
