using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;
using OrleansRisk.Actors.Access;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Access;

/// <summary>A capsule needs no seal where it was issued, and nothing that arrives is one of those.</summary>
public sealed class LaidCapsuleTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(typeof(LaidCapsule).Assembly)).BuildServiceProvider();

    private readonly CallerCapsule _capsule = new(
        RiskSilos.Caller(3), CallPurpose.Request, "my", 7, GrainKey.Of(new TenantId(3)).ToString(), "ITenant.Describe",
        1_000, 2_000);

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    [Fact]
    public void LaidCapsule_LeavingTheProcess_ArrivesAsItsSealedBytes()
    {
        var laid = new LaidCapsule(_capsule, RiskSilos.Keys.Sealing);
        var arrived = Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(laid));
        Assert.Equal(laid.Seal(), Assert.IsType<byte[]>(arrived));
        Assert.Equal(_capsule, CapsuleFormat.Open((byte[])arrived, RiskSilos.Keys));
    }

    [Fact]
    public void LaidCapsule_WrittenBySomebodyElse_IsNotRead()
    {
        var bytes = CapsuleFormat.Seal(_capsule, RiskSilos.Keys.Sealing);
        var message = new ArrayBufferWriter<byte>();
        using (var session = _services.GetRequiredService<SerializerSessionPool>().GetSession())
        {
            var writer = Writer.Create(message, session);
            writer.WriteFieldHeader(0, typeof(object), typeof(LaidCapsule), WireType.LengthPrefixed);
            writer.WriteVarUInt32((uint)bytes.Length);
            writer.Write(bytes);
            writer.Commit();
        }

        Assert.Throws<NotSupportedException>(() => Serializer.Deserialize<object>(message.WrittenMemory));
    }

    [Fact]
    public void LaidCapsule_StayingInTheProcess_IsHandedOverAsItIs()
    {
        var laid = new LaidCapsule(_capsule, RiskSilos.Keys.Sealing);
        Assert.Same(laid, _services.GetRequiredService<DeepCopier>().Copy<object>(laid));
    }

    public void Dispose() => _services.Dispose();
}
