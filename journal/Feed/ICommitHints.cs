using OrleansRisk.Actors.Access;

namespace OrleansRisk.Journal.Feed;

/// <summary>
/// Tells whoever reads a tenant's feed that some process has committed something of it: look now. A hint may come
/// late, twice or not at all; what was committed, the journal alone says.
/// </summary>
public interface ICommitHints
{
    /// <summary>From now on, until it is disposed. Does not wait, and what it is given must return at once.</summary>
    IDisposable Watch(TenantId tenant, Action<CommitHint> look);
}

/// <summary>A writer has come to this commit, and it holds something of the tenant's.</summary>
public readonly record struct CommitHint(TenantId Tenant, int Writer, long Number);
