using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Nothing is rebuilt here.</summary>
internal sealed class NoRestatements : IRestatements
{
    public ValueTask<SweepPlace?> Take(
        TenantId tenant, int deployment, string node, TimeSpan lease, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<bool> Advance(
        TenantId tenant, int deployment, string node, AccountKey? after, RestatedAccounts page, TimeSpan lease,
        CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<RestatementProgress?> Find(TenantId tenant, CancellationToken cancel) => default;
}
