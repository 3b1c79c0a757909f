using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Scoring;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Journal.Feed;

namespace OrleansRisk.Api.Scoring;

/// <summary>
/// Has accounts folded anew under another scoring version, one after the other and without recording anything, and
/// counts what would move.
/// </summary>
internal sealed class ScoringShadow(IActors actors, LiveFeed feed, TimeProvider time)
{
    public async Task<ScoringReportBody> Report(
        Caller caller, int proposal, ushort scoringVersion, int most, short creditAt, CancellationToken cancel)
    {
        var (tally, began) = (new ScoringTally(creditAt), time.GetTimestamp());
        var request = new RebuildRequest($"report of proposal {proposal}")
        {
            ScoringVersion = scoringVersion,
            Preview = true,
        };
        var (after, complete, left, away) = (default(AccountKey), false, most, false);
        while (left > 0 && !complete)
        {
            var page = await feed.Accounts(caller.Tenant, after, Math.Min(left, Limits.ScoringPage), cancel);
            complete = page.Count < Math.Min(left, Limits.ScoringPage);
            foreach (var account in page)
            {
                if (time.GetElapsedTime(began) > Limits.ScoringReportTime)
                {
                    return tally.Body(proposal, scoringVersion, complete: false);
                }

                cancel.ThrowIfCancellationRequested();
                var outcome = await actors.Account(caller.Tenant, account).Rebuild(caller, request);
                // it may be folded another time
                away |= outcome.Failure is { IsTransient: true } or Failure.Unavailable;
                tally.Add(account, outcome.Value);
                (after, left) = (account, left - 1);
            }
        }

        complete = complete || (await feed.Accounts(caller.Tenant, after, 1, cancel)).Count == 0;
        return tally.Body(proposal, scoringVersion, complete && !away);
    }
}
