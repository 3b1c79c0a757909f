using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Grains.Placement;

/// <summary>Places a grain on the silo that its key names, and nowhere else.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SiloOfKeyAttribute() : PlacementAttribute(new SiloOfKeyStrategy());

[Serializable, GenerateSerializer, Immutable]
internal sealed class SiloOfKeyStrategy : PlacementStrategy;

/// <summary>A silo that is not there any more fails the call: another one has nothing to follow for it.</summary>
internal sealed class SiloOfKeyDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var named = GrainKey.TryParse(target.GrainIdentity.Key.ToString(), out var key) ? key.Silo : null;
        return Task.FromResult(
            context.GetCompatibleSilos(target).FirstOrDefault(silo => silo.ToParsableString() == named)
            ?? throw new OrleansException($"no silo of {target.GrainIdentity} is here"));
    }
}
