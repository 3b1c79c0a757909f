using OrleansRisk.Actors.Access;

namespace OrleansRisk.Journal.Feed;

/// <summary>
/// Tells whoever reads a tenant's feed that some process has committed something of it: look now. A notification may
/// come late, twice or not at all; what was committed, the journal alone says.
/// </summary>
public interface ICommitNotifications
{
    /// <summary>From now on, until it is disposed. Does not wait, and what it is given must return at once.</summary>
    IDisposable Watch(TenantId tenant, Action<CommitNotification> look);
}

/// <summary>A writer has come to this commit, and it holds something of the tenant's.</summary>
public readonly record struct CommitNotification(TenantId Tenant, int Writer, long Number);
