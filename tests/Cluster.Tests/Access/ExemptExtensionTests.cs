using Orleans;
using Orleans.Runtime;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Grains.Access;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Access;

/// <summary>
/// An extension that Orleans calls on its own targets without a token is not thereby a way into a grain of ours.
/// </summary>
public sealed class ExemptExtensionTests(CallAccessTests.Silos silos) : IClassFixture<CallAccessTests.Silos>
{
    // Orleans puts it into every grain when it is first called, so that nothing but the filter stands before it.
    private static readonly Type Extension = typeof(IGrainExtension).Assembly.GetType(
        "Orleans.Runtime.ICancellationSourcesExtension", throwOnError: true)!;

    [Theory]
    [MemberData(nameof(CallAccessTests.Methods), MemberType = typeof(CallAccessTests))]
    public async Task Call_ThroughAnExtensionExemptElsewhere_IsRefusedOnAGrainOfOurs(string name)
    {
        Assert.True(ExemptInterfaces.Contains(Extension, ours: false));
        var method = ContractMethod.All.Single(each => $"{each.DeclaringType!.Name}.{each.Name}" == name);
        var key = CallMatrix.KeyOf(silos.Running, method, tenant: 1);
        var before = silos.Stores.Asked(key.Tenant);
        var extension = silos.Running.Client.GetGrain(CallMatrix.GrainOf(method), key.ToString())
            .AsReference(Extension);
        RequestContext.Set(CallTokenIssuer.Header, silos.Issue(RiskSilos.Caller(1), key, method));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            (Task)Extension.GetMethod("CancelRemoteToken")!
                .Invoke(extension, [Guid.NewGuid(), CancellationToken.None])!);
        RequestContext.Clear();
        Assert.Equal(before, silos.Stores.Asked(key.Tenant));
    }
}
