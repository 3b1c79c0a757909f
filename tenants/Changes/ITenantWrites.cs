namespace OrleansRisk.Tenants.Changes;

/// <summary>The one way to write what a tenant has in force.</summary>
public interface ITenantWrites
{
    /// <summary>
    /// Writes the change and its effects in one transaction. False, and nothing written, if another writer has taken
    /// the change's number, or if an effect does not fit what stands: look again, and decide again.
    /// </summary>
    ValueTask<bool> Commit(TenantChange change, IReadOnlyList<TenantEffect> effects, CancellationToken cancel);
}
