using Orleans.Runtime;
using Orleans.Streams;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Metrics;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Journal.Feed;

namespace OrleansRisk.Grains.Streams;

/// <summary>
/// The one way to a tenant's stream of hints: the tenant stands in the stream's id, only its own pool publishes and
/// subscribes, and every item carries the system's capsule, looked at by whoever takes it.
/// </summary>
internal sealed class HintStreams(
    IClusterClient client, CapsuleIssuer capsules, CapsuleVerifier verifier, PoolHome home, GrainMetrics metrics)
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "hints";

    private const string Namespace = "commits";

    /// <summary>Beginning of a stream's name, under which Orleans keeps its subscribers; the tenant follows.</summary>
    public const string Prefix = $"{Provider}/{Namespace}/";

    /// <summary>What the capsule of whoever subscribes is for.</summary>
    public const string Watch = "Commits.Watch";

    public static StreamId IdOf(TenantId tenant) => StreamId.Create(Namespace, GrainKey.Of(tenant).ToString());

    /// <summary>Nothing where the tenant is not at home here: whoever serves it publishes.</summary>
    public async Task Publish(CommitHint hint)
    {
        if (!home.Has(hint.Tenant))
        {
            metrics.HintRefused(CapsuleFault.NotPermitted);
            return;
        }

        var capsule = capsules.IssueSystem(hint.Tenant, HintItem.Purpose(hint));
        await Of(hint.Tenant).OnNextAsync(HintItem.Write(hint, capsule));
        metrics.HintPublished();
    }

    /// <summary>Throws where the tenant is not at home here.</summary>
    public async Task<StreamSubscriptionHandle<byte[]>> Subscribe(TenantId tenant, Action<CommitHint> look)
    {
        if (!home.Has(tenant))
        {
            throw new UnauthorizedAccessException($"Tenant {tenant.Value} is not at home here.");
        }

        RequestContext.Set(CapsuleIssuer.Header, capsules.IssueSystem(tenant, Watch));
        try
        {
            return await Of(tenant).SubscribeAsync((item, _) =>
            {
                Take(tenant, item, look);
                return Task.CompletedTask;
            });
        }
        finally
        {
            RequestContext.Remove(CapsuleIssuer.Header);
        }
    }

    /// <summary>What is refused is counted and not answered: a stream has no caller who would hear it.</summary>
    private void Take(TenantId tenant, byte[]? item, Action<CommitHint> look)
    {
        var fault = !HintItem.TryRead(tenant, item, out var hint, out var capsule) ? CapsuleFault.Missing
            : !home.Has(tenant) ? CapsuleFault.NotPermitted
            : verifier.CheckSystem(tenant, HintItem.Purpose(hint), capsule);
        if (fault != CapsuleFault.None)
        {
            metrics.HintRefused(fault);
            return;
        }

        metrics.HintTaken();
        look(hint);
    }

    private IAsyncStream<byte[]> Of(TenantId tenant) =>
        client.GetStreamProvider(Provider).GetStream<byte[]>(IdOf(tenant));
}
