using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Access;

/// <summary>A caller needs no signature where the call is made, and nobody who arrives is one of those.</summary>
public sealed class LocalCallerTests : IDisposable
{
    private static readonly GrainKey Key = GrainKey.Of(new TenantId(3));

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(typeof(LocalCaller).Assembly)).BuildServiceProvider();

    private readonly LocalCaller _local = new(RiskSilos.Caller(3), RiskSilos.Keys.Signing)
    {
        Target = GrainId.Create(GrainTypes.OfTenant, IdSpan.Create(Key.ToString())),
        Key = Key,
        Method = ContractMethod.Of(typeof(ITenant), nameof(ITenant.Describe)),
        Region = "my",
        Epoch = 7,
        IssuedAt = 1_000,
        ExpiresAt = 2_000,
    };

    [Fact]
    public void LocalCaller_LeavingTheProcess_ArrivesAsItsSignedToken()
    {
        var callers = _services.GetRequiredService<Serializer<Caller?>>();
        var arrived = Assert.IsType<SignedCaller>(callers.Deserialize(callers.SerializeToArray(_local)));
        Assert.Equal(_local.Sign(), arrived.Token);
        Assert.Equal(
            new CallToken(
                RiskSilos.Caller(3), CallPurpose.Request, "my", 7, Key.ToString(), "ITenant.Describe", 1_000, 2_000),
            CallTokenFormat.Verify(arrived.Token, RiskSilos.Keys));
    }

    [Fact]
    public void LocalCaller_WrittenAsAnything_LeavesNoMessage()
    {
        var anything = _services.GetRequiredService<Serializer>();
        Assert.ThrowsAny<Exception>(() => anything.SerializeToArray<object>(_local));
    }

    public void Dispose() => _services.Dispose();
}
