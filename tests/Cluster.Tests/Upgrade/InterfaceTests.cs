using System.Reflection;
using Orleans;
using Orleans.CodeGeneration;
using OrleansRisk.GrainInterfaces;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Upgrade;

/// <summary>What two builds side by side know each other's grains by.</summary>
public sealed class InterfaceTests
{
    [Fact]
    public void Interfaces_OfEveryGrain_SayTheirVersionAndTheirNameOnTheWire()
    {
        var grains = typeof(IAccountGrain).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain))).ToList();
        Assert.Equal(3, grains.Count);
        Assert.All(grains, grain => Assert.True(grain.GetCustomAttribute<VersionAttribute>()?.Version > 0, grain.Name));
        var names = grains.Select(grain => grain.GetCustomAttribute<AliasAttribute>()?.Alias).ToList();
        Assert.All(names, name => Assert.StartsWith("orleansrisk.", name, StringComparison.Ordinal));
        Assert.Equal(names.Count, names.Distinct().Count());
    }
}
