using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Upgrades;

namespace OrleansRisk.Engine.Tests.Volatile;

/// <summary>Every tenant on the fold that the test says.</summary>
internal sealed class FixedFolds(Func<ushort> fold) : ITenantFolds
{
    public ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel) => new(fold());
}
