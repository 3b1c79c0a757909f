using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Tests.Support.Sealing;

/// <summary>Key rows in memory, which a test may tamper with as somebody with access to the database could.</summary>
internal sealed class TamperedKeyRows : IKeyRows
{
    private readonly Lock _gate = new();

    public Guid Deployment { get; init; } = new("6b1d2f0a-3c5e-4a77-9a51-0123456789ab");

    public List<TenantKeyRow> TenantRows { get; init; } = [];

    public Dictionary<(TenantId, AccountKey), SubjectKeyRow> Subjects { get; init; } = [];

    public Dictionary<TenantId, TenantOriginRow> Origins { get; init; } = [];

    public int SubjectReads { get; private set; }

    public ValueTask<Guid> DeploymentId(CancellationToken cancel) => ValueTask.FromResult(Deployment);

    public ValueTask<TenantOriginRow?> Origin(TenantId tenant, CancellationToken cancel)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(Origins.GetValueOrDefault(tenant));
        }
    }

    public ValueTask<IReadOnlyList<TenantKeyRow>> TenantKeys(TenantId tenant, CancellationToken cancel)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<TenantKeyRow>>(
                TenantRows.Where(row => row.Tenant == tenant).ToList());
        }
    }

    public ValueTask<bool> AddTenantKey(TenantKeyRow row, CancellationToken cancel)
    {
        lock (_gate)
        {
            var there = TenantRows.Any(
                old => (old.Tenant, old.Purpose, old.Version) == (row.Tenant, row.Purpose, row.Version));
            if (!there)
            {
                TenantRows.Add(row);
            }

            return ValueTask.FromResult(!there);
        }
    }

    public ValueTask<SubjectKeyRow?> SubjectKey(TenantId tenant, AccountKey account, CancellationToken cancel)
    {
        lock (_gate)
        {
            SubjectReads++;
            return ValueTask.FromResult(Subjects.GetValueOrDefault((tenant, account)));
        }
    }

    public void Change(TenantId tenant, TenantKeyPurpose purpose, Func<TenantKeyRow, TenantKeyRow> change)
    {
        lock (_gate)
        {
            var at = TenantRows.FindIndex(row => row.Tenant == tenant && row.Purpose == purpose);
            TenantRows[at] = change(TenantRows[at]);
        }
    }
}
