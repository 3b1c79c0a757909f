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

/// <summary>A token needs no signature where it was issued, and nothing that arrives is one of those.</summary>
public sealed class LocalCallTokenTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(typeof(LocalCallToken).Assembly)).BuildServiceProvider();

    private readonly CallToken _token = new(
        RiskSilos.Caller(3), CallPurpose.Request, "my", 7, GrainKey.Of(new TenantId(3)).ToString(), "ITenant.Describe",
        1_000, 2_000);

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    [Fact]
    public void LocalCallToken_LeavingTheProcess_ArrivesAsItsSignedBytes()
    {
        var local = new LocalCallToken(_token, RiskSilos.Keys.Signing);
        var arrived = Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(local));
        Assert.Equal(local.Sign(), Assert.IsType<byte[]>(arrived));
        Assert.Equal(_token, CallTokenFormat.Verify((byte[])arrived, RiskSilos.Keys));
    }

    [Fact]
    public void LocalCallToken_WrittenBySomebodyElse_IsNotRead()
    {
        var bytes = CallTokenFormat.Sign(_token, RiskSilos.Keys.Signing);
        var message = new ArrayBufferWriter<byte>();
        using (var session = _services.GetRequiredService<SerializerSessionPool>().GetSession())
        {
            var writer = Writer.Create(message, session);
            writer.WriteFieldHeader(0, typeof(object), typeof(LocalCallToken), WireType.LengthPrefixed);
            writer.WriteVarUInt32((uint)bytes.Length);
            writer.Write(bytes);
            writer.Commit();
        }

        Assert.Throws<NotSupportedException>(() => Serializer.Deserialize<object>(message.WrittenMemory));
    }

    [Fact]
    public void LocalCallToken_StayingInTheProcess_IsHandedOverAsItIs()
    {
        var local = new LocalCallToken(_token, RiskSilos.Keys.Signing);
        Assert.Same(local, _services.GetRequiredService<DeepCopier>().Copy<object>(local));
    }

    public void Dispose() => _services.Dispose();
}
