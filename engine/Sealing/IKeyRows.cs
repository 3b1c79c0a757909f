using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Sealing;

public interface IKeyRows
{
    /// <summary>Random, written by the first migration; part of every seal's associated data.</summary>
    ValueTask<Guid> DeploymentId(CancellationToken cancel);

    ValueTask<IReadOnlyList<TenantKeyRow>> TenantKeys(TenantId tenant, CancellationToken cancel);

    /// <summary>False where that purpose and version is there already: then the row that is there counts.</summary>
    ValueTask<bool> AddTenantKey(TenantKeyRow row, CancellationToken cancel);

    ValueTask<SubjectKeyRow?> SubjectKey(TenantId tenant, AccountKey account, CancellationToken cancel);
}
