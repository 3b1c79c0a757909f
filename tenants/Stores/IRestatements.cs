using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Tenants.Stores;

/// <summary>
/// How far each tenant's accounts have been rebuilt for a scoring deployment, kept where every node sees it. One node
/// at a time goes through a tenant; when it is gone another goes on where it stood. A newer deployment begins anew.
/// Throws <see cref="JournalUnavailableException"/> where the store does not answer.
/// </summary>
public interface IRestatements
{
    /// <summary>Takes a tenant's rebuilds for a deployment, or keeps them; null if another node has them, if they are
    /// done, or if those for a newer deployment have begun.</summary>
    ValueTask<SweepPlace?> Take(TenantId tenant, int deployment, string node, TimeSpan lease, CancellationToken cancel);

    /// <summary>Moves on behind an account, adds what the page came to, and keeps the rebuilds for the lease; done if
    /// the account is null. False if another node has taken them over.</summary>
    ValueTask<bool> Advance(
        TenantId tenant, int deployment, string node, AccountKey? after, RestatedAccounts page, TimeSpan lease,
        CancellationToken cancel);

    /// <summary>Null if none has begun.</summary>
    ValueTask<RestatementProgress?> Find(TenantId tenant, CancellationToken cancel);
}

/// <param name="Asked">Accounts that were asked.</param>
/// <param name="Restated">Those that were rebuilt; the others were of the scoring version already.</param>
/// <param name="Moved">Those of which the credit score moved by it.</param>
/// <param name="LeftAsIs">Those that cannot be rebuilt: unreadable, too long, or of a newer base.</param>
public readonly record struct RestatedAccounts(long Asked, long Restated, long Moved, long LeftAsIs);

/// <param name="Begun">Milliseconds since 1970.</param>
/// <param name="Done">Milliseconds since 1970; null while it goes on.</param>
public sealed record RestatementProgress(int Deployment, long Begun, long? Done, RestatedAccounts Accounts);
