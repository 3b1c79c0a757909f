using OrleansRisk.Accounts.Residency;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Queries;

internal sealed partial class AccountQueries
{
    /// <summary>Recorded transactions with their decisions, newest first.</summary>
    public ValueTask<Outcome<DecisionsPage>> Transactions(TransactionQuery query, CancellationToken cancel) => Read(
        (account, session) => ReadBackwards(account, session, query, cancel), cancel);

    /// <summary>
    /// Reads sequence numbers downwards, a stretch at a time: some are labels or days, and hold no transaction. Months
    /// that are gone end the account.
    /// </summary>
    private async ValueTask<Outcome<DecisionsPage>> ReadBackwards(
        ResidentAccount account, ISealingSession session, TransactionQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, AccountLimits.DecisionsPerPageMax);
        var before = query.Before > 0 ? Math.Min(query.Before, account.Sequence + 1) : account.Sequence + 1;
        var entries = new List<DecidedTransaction>();
        var standing = await residency.StandingOf(account, session);
        for (var left = AccountLimits.RecordsPerPageMax; entries.Count <= limit && before > 1 && left > 0;)
        {
            var from = Math.Max(1, before - Math.Min(limit + 1 - entries.Count, AccountLimits.RecordsPerReadMax));
            var records = await services.Stores.Reader.Find(
                residency.Tenant, residency.Key, [.. Sequences(from, before)], cancel);
            if (records.Count == 0)
            {
                before = 1;
                break;
            }

            entries.AddRange(records.SelectMany(record => EntriesOf(record, account, standing, session))
                .Where(entry => entry.Inputs.Sequence >= from && entry.Inputs.Sequence < before
                    && !standing.IsTakenBack(entry.Inputs.Sequence))
                .OrderByDescending(entry => entry.Inputs.Sequence));
            (before, left) = (from, left - (int)(before - from));
        }

        return entries.Count > limit
            ? new DecisionsPage(entries.GetRange(0, limit), HasMore: true)
            : new DecisionsPage(entries, HasMore: before > 1) { LookedTo = before };
    }

    private static IEnumerable<long> Sequences(long from, long before)
    {
        for (var sequence = from; sequence < before; sequence++)
        {
            yield return sequence;
        }
    }
}
