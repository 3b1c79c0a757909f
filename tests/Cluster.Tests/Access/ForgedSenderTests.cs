using System.Net;
using Orleans;
using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Metrics;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Access;

/// <summary>
/// A client at wire level that says it is somebody else: in its messages the sender is a grain of the tenant it calls,
/// or a part of a silo. The gateway passes that on; nothing of ours may believe it.
/// </summary>
public sealed class ForgedSenderTests
{
    [Fact]
    public async Task Calls_OfAForgedSender_AreRefusedForTheirTokenAndReachNoActor()
    {
        var stores = new SilentStores();
        await using var silos = await RiskSilos.Start(
            new MovablePools((1, "a"), (2, "a")), ["a", "a"], RiskSilos.Silent(stores));
        using SiloTally first = new(silos.Of<GrainMetrics>(0)), second = new(silos.Of<GrainMetrics>(1));
        // Two silos that wake a grain at once settle it by a message to the sender, who is not there: such a call is
        // lost. Once all are awake none is, and every single one is refused.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var (missing, broken) = (Refused("Missing"), Refused("Broken"));
            var calls = SendAll(silos);
            if (await Reach(() => Refused("Missing") == missing + calls && Refused("Broken") == broken + calls))
            {
                break;
            }

            limit.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(0, stores.Asked(new TenantId(1)));

        long Refused(string fault) => first[$"risk.grains.refused/{fault}"] + second[$"risk.grains.refused/{fault}"];
    }

    /// <summary>Every method, without a token and with a broken one, of every sender; how many of each.</summary>
    private static int SendAll(RiskSilos silos)
    {
        var calls = 0;
        foreach (var sender in Senders(silos))
        {
            SendAs(silos.Client, sender);
            foreach (var method in ContractMethod.All)
            {
                // Whatever is answered goes to whom the message says it is from, so nobody waits here.
                var key = CallMatrix.KeyOf(silos, method, 1).ToString();
                _ = CallMatrix.Call(silos.Client, method, key, RiskSilos.Caller(1), token: null);
                _ = CallMatrix.Call(silos.Client, method, key, RiskSilos.Caller(1), Some.Bytes(200));
                calls++;
            }
        }

        return calls;
    }

    private static async Task<bool> Reach(Func<bool> holds)
    {
        for (var looks = 0; looks < 100 && !holds(); looks++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return holds();
    }

    [Fact]
    public void Contracts_NoMethod_TakesAReferenceToAGrain()
    {
        // What a message says an argument is, its codec decides; ours are of sealed types that hold plain values, so
        // that a reference to another tenant's grain has no place to hide in.
        var seen = new HashSet<Type>();
        var open = new Queue<Type>(ContractMethod.All
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType));
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type) || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            {
                Assert.NotEqual(typeof(object), type);
                continue;
            }

            Assert.False(typeof(IAddressable).IsAssignableFrom(type), type.FullName);
            Assert.NotEqual(typeof(GrainId), type);
            // Of a caller the codec reads bytes and nothing else, whatever type the message names.
            Assert.True(
                type.IsSealed || type.IsValueType || type.IsAbstract || type == typeof(Caller), type.FullName);
            foreach (var property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0))
            {
                open.Enqueue(property.PropertyType);
                foreach (var argument in property.PropertyType.GetGenericArguments())
                {
                    open.Enqueue(argument);
                }
            }
        }

        Assert.Contains(typeof(Caller), seen);
    }

    private static IEnumerable<GrainId> Senders(RiskSilos silos)
    {
        yield return GrainId.Create(GrainTypes.Account, GrainKey.Of(
            new TenantId(1), new Core.Accounts.AccountKey(1)).ToString());
        yield return GrainId.Create(GrainTypes.Tenant, GrainKey.Of(new TenantId(1)).ToString());
        yield return GrainId.Create(GrainTypes.Account, GrainKey.Of(
            new TenantId(2), new Core.Accounts.AccountKey(1)).ToString());
        foreach (var silo in silos.Cluster.Silos)
        {
            yield return GrainId.Create("sys.svc.clustering", silo.SiloAddress.ToParsableString());
        }

        // The client inside a silo, but of one that is gone: where Orleans rejects a call in the name of a silo's own
        // client that came by another's gateway, it hands the rejection from itself to itself until the stack is full.
        var gone = SiloAddress.New(IPAddress.Loopback, 1, 1);
        yield return GrainId.Create("sys.client", $"hosted-{gone.ToParsableString()}");
    }

    /// <summary>From now on the client's messages name this sender: a property nobody else may set.</summary>
    private static void SendAs(IClusterClient client, GrainId sender)
    {
        var type = typeof(ClientBuilder).Assembly.GetType("Orleans.OutsideRuntimeClient", throwOnError: true)!;
        var runtime = client.ServiceProvider.GetService(type)!;
        var own = type.GetProperty("CurrentActivationAddress")!;
        var address = (GrainAddress)own.GetValue(runtime)!;
        own.SetValue(runtime, new GrainAddress
        {
            GrainId = sender,
            ActivationId = address.ActivationId,
            SiloAddress = address.SiloAddress,
        });
    }
}
