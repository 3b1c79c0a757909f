using System.Reflection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansRisk.Actors.Access;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Notifications;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Notifications;

/// <summary>Becoming a subscriber past the helper, from inside a silo and from a client at wire level.</summary>
public sealed class SubscriberTests(NotificationStreamTests.Silos silos) : IClassFixture<NotificationStreamTests.Silos>
{
    private static readonly TenantId One = new(1), Two = new(2);

    private static readonly Type Producer = typeof(QualifiedStreamId).Assembly.GetType(
        "Orleans.Streams.IStreamProducerExtension", throwOnError: true)!;

    [Fact]
    public async Task Subscriber_WithoutTheSystemsTokenOfThisTenant_IsRefused()
    {
        var tokens = silos.Running.Of<CallTokenIssuer>(0);
        byte[]?[] others =
        [
            null, [], new byte[100], tokens.IssueSystem(Two, NotificationStreams.Watch),
            tokens.IssueSystem(One, "other"),
        ];
        foreach (var token in others)
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => With(token, () =>
                silos.Running.Of<IClusterClient>(0).GetStreamProvider(NotificationStreams.Provider)
                    .GetStream<byte[]>(NotificationStreams.IdOf(One)).SubscribeAsync((_, _) => Task.CompletedTask)));
        }
    }

    [Fact]
    public async Task Subscriber_SmuggledIntoAnotherTenantsStream_IsRefused()
    {
        var own = silos.Running.Of<CallTokenIssuer>(0).IssueSystem(One, NotificationStreams.Watch);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            With(own, () => Register("hints/commits/t/1", Two, GrainId.Create("client", "x"))));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            With(own, () => Register("hints/commits/t/2", Two, GrainId.Create("client", "x"))));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            With(own, () => Register("hints/other/t/1", One, GrainId.Create("client", "x"))));
    }

    [Fact]
    public async Task Subscriber_ThatIsAnotherTenantsAccount_IsRefused()
    {
        var own = silos.Running.Of<CallTokenIssuer>(0).IssueSystem(One, NotificationStreams.Watch);
        var account = silos.Running.Client.GetGrain<IAccountGrain>(
            GrainKey.Of(Two, new Core.Accounts.AccountKey(1)).ToString());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            With(own, () => Register("hints/commits/t/1", One, account.GetGrainId())));
    }

    [Fact]
    public async Task Subscriber_NamedToAnAgentDirectly_NeedsTheTokenOfItsStreamToo()
    {
        var tokens = silos.Running.Of<CallTokenIssuer>(0);
        foreach (var token in new[] { null, tokens.IssueSystem(Two, NotificationStreams.Watch) })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => With(token, () => AddToAgent(One)));
        }

        // the way Orleans itself goes
        await With(tokens.IssueSystem(One, NotificationStreams.Watch), () => AddToAgent(One));
    }

    /// <summary>The door reads both by their place, so an Orleans that moves them must not go unseen.</summary>
    [Theory]
    [InlineData("Orleans.Streams.IPubSubRendezvousGrain", StreamAuthorization.Register)]
    [InlineData("Orleans.Streams.IStreamProducerExtension", StreamAuthorization.Add)]
    public void Door_OfOrleansOwnMethods_FindsStreamAndConsumerAtTheirPlaces(string type, string method)
    {
        var names = typeof(QualifiedStreamId).Assembly.GetType(type, throwOnError: true)!.GetMethod(method)!
            .GetParameters().Select(static parameter => parameter.Name).ToArray();
        Assert.Equal("streamId", names[StreamAuthorization.StreamArgument]);
        Assert.Equal("streamConsumer", names[StreamAuthorization.ConsumerArgument]);
    }

    private static async Task With(byte[]? token, Func<Task> call)
    {
        RequestContext.Set(CallTokenIssuer.Header, token!);
        try
        {
            await call();
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    /// <summary>Calls Orleans' own grain of subscribers with a stream and a subscriber of choice.</summary>
    private Task Register(string grain, TenantId stream, GrainId subscriber)
    {
        var rendezvous = typeof(QualifiedStreamId).Assembly.GetType(
            "Orleans.Streams.IPubSubRendezvousGrain", throwOnError: true)!;
        return (Task)rendezvous.GetMethod("RegisterConsumer")!.Invoke(
            silos.Running.Client.GetGrain(rendezvous, grain), BindingFlags.DoNotWrapExceptions, null,
            [
                GuidId.GetGuidId(Guid.NewGuid()),
                new QualifiedStreamId(NotificationStreams.Provider, NotificationStreams.IdOf(stream)), subscriber, null,
                CancellationToken.None,
            ],
            null)!;
    }

    /// <summary>Tells an agent that pulls items of a subscriber, as Orleans' grain of subscribers does.</summary>
    private async Task AddToAgent(TenantId stream)
    {
        var reference = silos.Running.Of<IClusterClient>(0).GetGrain(await Agent()).AsReference(Producer);
        await (Task)Producer.GetMethod("AddSubscriber")!.Invoke(
            reference, BindingFlags.DoNotWrapExceptions, null,
            [
                GuidId.GetGuidId(Guid.NewGuid()),
                new QualifiedStreamId(NotificationStreams.Provider, NotificationStreams.IdOf(stream)),
                GrainId.Create("client", "x"),
                null, CancellationToken.None,
            ],
            null)!;
    }

    /// <summary>One of the agents of whichever silo; they start a moment after their silo.</summary>
    private async Task<GrainId> Agent()
    {
        var directory = typeof(Orleans.Runtime.Silo).Assembly.GetType(
            "Orleans.Runtime.ActivationDirectory", throwOnError: true)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var agents = Enumerable.Range(0, silos.Running.Cluster.Silos.Count)
                .SelectMany(silo => (IEnumerable<KeyValuePair<GrainId, IGrainContext>>)silos.Running
                    .Of<IServiceProvider>(silo).GetService(directory)!)
                .Where(each => Producer.IsInstanceOfType(each.Value)).ToList();
            if (agents.Count > 0)
            {
                return agents[0].Key;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
