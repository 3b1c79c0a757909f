using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Host.Running;

/// <summary>Who hears of what this node commits, and through whom it hears of the others.</summary>
internal sealed class NodeListeners(
    IEnumerable<ICommitted> committed, IEnumerable<ICommitNotifications> notifications, TenantNotices tenants)
{
    /// <summary>For a node that nobody listens to.</summary>
    public static NodeListeners None => new([], [], new TenantNotices([]));

    public IEnumerable<ICommitted> Committed => committed;

    public ICommitNotifications? Notifications => notifications.SingleOrDefault();

    public TenantNotices Tenants => tenants;
}
