using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Tenants.Stores;

/// <summary>
/// How far each tenant's accounts have been gone through for the day that ended, kept where every node sees it. One
/// node at a time goes through a tenant; when it is gone another goes on where it stood. Throws
/// <see cref="JournalUnavailableException"/> where the store does not answer.
/// </summary>
public interface IDaySweeps
{
    /// <summary>
    /// Takes a tenant's sweep for a day, or keeps it; null where another node has it, or the day is done. A tenant
    /// that was never swept has no day to close yet: its first day is noted as done.
    /// </summary>
    ValueTask<SweepPlace?> Take(TenantId tenant, int day, string node, TimeSpan lease, CancellationToken cancel);

    /// <summary>Moves on behind an account, and keeps the sweep; false where another node has taken it over.</summary>
    ValueTask<bool> Advance(
        TenantId tenant, int day, string node, AccountKey after, TimeSpan lease, CancellationToken cancel);

    /// <summary>Notes a day as done; false where another node has taken the sweep over.</summary>
    ValueTask<bool> Finish(TenantId tenant, int day, string node, CancellationToken cancel);
}

/// <param name="After">The last account that was gone through.</param>
public readonly record struct SweepPlace(AccountKey After);
