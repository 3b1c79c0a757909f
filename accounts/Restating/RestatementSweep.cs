using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Accounts.Restating;

/// <summary>
/// Once a tenant has another scoring version in force, every account is rebuilt under it, one at a time and beside the
/// traffic. An account that is of that version alone is left as it is, so whoever goes on behind a crash may ask again.
/// </summary>
public sealed class RestatementSweep(
    RestatementSources sources, string node, RestatementOptions options, TimeProvider time,
    ILogger<RestatementSweep> log)
{
    private readonly Dictionary<TenantId, int> _done = [];

    /// <summary>The account at which a tenant's look stopped last, and how often it did.</summary>
    private readonly Dictionary<TenantId, (AccountKey Account, int Times)> _stuck = [];

    /// <summary>Looks again and again, until it is cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.Every, time);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await Step(cancel);
        }
    }

    /// <summary>
    /// One look at every tenant, by turns of a page: no tenant waits until another has gone through all its accounts.
    /// What could not be done is done with a later look.
    /// </summary>
    public async Task Step(CancellationToken cancel)
    {
        try
        {
            var waiting = (await sources.Tenants.All(cancel)).Select(static tenant => tenant.Id).Where(sources.Serves);
            for (var more = waiting.ToList(); more.Count > 0;)
            {
                var next = new List<TenantId>();
                foreach (var tenant in more)
                {
                    if (await Look(tenant, cancel))
                    {
                        next.Add(tenant);
                    }
                }

                more = next;
            }
        }
        catch (JournalUnavailableException unavailable)
        {
            RestatementLog.Interrupted(log, unavailable.Message);
        }
    }

    private async Task<bool> Look(TenantId tenant, CancellationToken cancel)
    {
        try
        {
            return await Restate(tenant, cancel);
        }
        catch (Exception e) when (e is not (OperationCanceledException or JournalUnavailableException))
        {
            RestatementLog.Failed(log, e); // what nobody expected holds up this tenant's look, and no other's
            return false;
        }
    }

    /// <summary>A page of accounts; whether there is another.</summary>
    private async Task<bool> Restate(TenantId tenant, CancellationToken cancel)
    {
        if (await Due(tenant, cancel) is not { } deployment
            || _done.GetValueOrDefault(tenant) == deployment.Number
            || await sources.Progress.Take(tenant, deployment.Number, node, options.Lease, cancel) is not { } place)
        {
            return false;
        }

        var accounts = await sources.Accounts.Accounts(tenant, place.After, options.Page, cancel);
        var (page, through) = await Rebuild(tenant, deployment, accounts, cancel);
        var last = through == accounts.Count && accounts.Count < options.Page;
        if (through == 0 && !last)
        {
            return false;
        }

        var kept = await sources.Progress.Advance(
            tenant, deployment.Number, node, last ? null : accounts[through - 1], page, options.Lease, cancel);
        if (last && kept)
        {
            _done[tenant] = deployment.Number;
            RestatementLog.Done(log, tenant, deployment.Number);
        }

        return kept && !last && through == accounts.Count;
    }

    /// <summary>The deployment that counts, once every node knows it; null if no account is to be rebuilt for it.
    /// </summary>
    private async ValueTask<ScoringDeployment?> Due(TenantId tenant, CancellationToken cancel)
    {
        try
        {
            var counting = (await sources.Versions.Deployed(tenant, cancel))[^1];
            var since = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(counting.From);
            return counting.Restates && since >= options.Behind ? counting : null;
        }
        catch (ReferenceDataUnreadableException)
        {
            return null; // the tenant's own calls are told; others' accounts go on
        }
    }

    /// <summary>
    /// Rebuilds one after the other; through how many it came. It stops at an account that could not be asked now, and
    /// when half of the lease has gone by, so that what is done is noted while it is still this node's to note.
    /// </summary>
    private async Task<(RestatedAccounts Page, int Through)> Rebuild(
        TenantId tenant, ScoringDeployment deployment, IReadOnlyList<AccountKey> accounts, CancellationToken cancel)
    {
        var caller = new Caller(tenant, "scoring-sweep", Roles.Sweep, $"scoring-{deployment.Number}");
        var request = new RebuildRequest($"scoring deployment {deployment.Number}")
        {
            ScoringVersion = deployment.ScoringVersion,
        };
        var (page, through, began) = (default(RestatedAccounts), 0, time.GetTimestamp());
        while (through < accounts.Count && time.GetElapsedTime(began) < options.Lease / 2)
        {
            cancel.ThrowIfCancellationRequested();
            var outcome = await sources.Actors.Account(tenant, accounts[through]).Rebuild(caller, request);
            if (!outcome.IsDone && IsPutOff(tenant, accounts[through], outcome.Failure))
            {
                RestatementLog.PutOff(log, tenant, deployment.Number, outcome.Failure.ToString());
                break;
            }

            var (asked, restated, moved, left) = page;
            page = outcome.Value is { } result
                ? new RestatedAccounts(
                    asked + 1, restated + (result.Recorded ? 1 : 0), moved + (Moves(result) ? 1 : 0), left)
                : new RestatedAccounts(asked + 1, restated, moved, left + 1);
            through++;
        }

        return (page, through);
    }

    /// <summary>
    /// Whether it is asked again with a later look. An account that never comes to an end is left as it is after a
    /// while, or no account behind it would be rebuilt; one whose key, database or node is away is waited for.
    /// </summary>
    private bool IsPutOff(TenantId tenant, AccountKey account, Failure failure)
    {
        if (failure is Failure.Unknown or Failure.Retry { Cause: "busy" })
        {
            var (stuck, times) = _stuck.GetValueOrDefault(tenant);
            _stuck[tenant] = stuck == account ? (account, times + 1) : (account, 1);
            return _stuck[tenant].Times < options.AttemptsMax;
        }

        return failure is { IsTransient: true } or Failure.Denied or Failure.Unavailable
        {
            Cause: UnavailableCause.VaultUnreachable or UnavailableCause.KeyDisabled
                or UnavailableCause.ReferenceDataMissing or UnavailableCause.UnknownScoringVersion,
        };
    }

    private static bool Moves(RebuildResult result) =>
        result.Recorded && result.Before.Score != result.View.Summary.Credit.Score;
}
