using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Tenants.Changes;

/// <summary>
/// Where every change of what a tenant has in force passes. The number of the change is looked up before anything that
/// the change is decided on is read, and taken with it: whoever was overtaken meets a taken number and decides again.
/// </summary>
public sealed partial class ChangeWriter(
    ITenantWrites writes, ITenantChanges changes, TenantNotices notices, TimeProvider time, ILogger log)
{
    private static readonly ReadOnlyMemory<byte> NoHash = new byte[32];

    /// <summary>
    /// Writes what is proposed, which is asked for again if another writer was faster. A database that does not answer
    /// is a <see cref="Failure.Retry"/> before the commit, and <see cref="Failure.Unknown"/> from then on.
    /// </summary>
    internal async ValueTask<Outcome<T>> Write<T>(
        TenantId tenant, string actor, Func<ValueTask<ChangeProposal<T>>> propose, CancellationToken cancel)
    {
        for (var tries = 0; tries < TenantLimits.ChangeTriesMax; tries++)
        {
            TenantChange? last;
            ChangeProposal<T> proposal;
            try
            {
                last = await changes.Before(tenant, long.MaxValue, 1, cancel).ConfigureAwait(false) is [var row]
                    ? row : null;
                proposal = await propose().ConfigureAwait(false);
            }
            catch (JournalUnavailableException)
            {
                return new Failure.Retry(TenantLimits.RetryAfter, "database");
            }

            if (proposal.Effects.Count == 0)
            {
                return proposal.Outcome;
            }

            var change = new TenantChange(
                tenant, (last?.Sequence ?? 0) + 1, proposal.Kind, proposal.Subject, proposal.Version, actor,
                time.GetUtcNow().ToUnixTimeMilliseconds(), proposal.ContentHash, last?.Hash() ?? NoHash);
            if (await Commit(change, proposal.Effects).ConfigureAwait(false) is not { } committed)
            {
                return new Failure.Unknown();
            }

            if (committed)
            {
                await notices.Everywhere(tenant, change.Sequence).ConfigureAwait(false);
                return proposal.Outcome;
            }
        }

        return new Failure.Retry(TenantLimits.RetryAfter, "overtaken");
    }

    /// <summary>Null if nobody knows what became of it.</summary>
    private async ValueTask<bool?> Commit(TenantChange change, IReadOnlyList<TenantEffect> effects)
    {
        try
        {
            if (!await writes.Commit(change, effects, CancellationToken.None).ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (JournalUnavailableException)
        {
            return null;
        }

        Changed(
            log, change.Tenant, change.Sequence, change.Kind, change.Subject is "" ? "-" : change.Subject,
            change.Version, change.Actor);
        return true;
    }
}
