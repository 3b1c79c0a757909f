using Orleans.Runtime;
using OrleansRisk.Api.Health;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Host.Running;

/// <summary>
/// A silo is ready once it is a member, knows who is at home where, and has loaded publications and, if it shares the
/// tenants with other pools, the keys of its own. That the schema fits is looked at before it starts, and as long as it
/// serves.
/// </summary>
internal sealed class SiloReadiness(IReadOnlyList<(string Word, Func<bool> Holds)> conditions) : IReadyCheck
{
    public string? Missing => conditions.Where(each => !each.Holds()).Select(each => each.Word).FirstOrDefault();

    public static SiloReadiness Of(IServiceProvider services)
    {
        var membership = services.GetRequiredService<ISiloStatusOracle>();
        var pools = services.GetRequiredService<PoolMapCache>();
        var engine = services.GetRequiredService<NodeEngine>();
        var keys = services.GetService<PoolKeys>();
        return new SiloReadiness(
        [
            ("membership", () => membership.CurrentStatus == SiloStatus.Active),
            ("pool_map", () => pools.Current.Epoch > 0),
            ("publications", () => engine.IsLoaded),
            ("keys", () => keys?.AreLoaded != false),
        ]);
    }
}
