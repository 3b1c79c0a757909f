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

    /// <summary>Looks again and again, until it is cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.Every, time);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await Step(cancel);
        }
    }

    /// <summary>One look at every tenant; what could not be done is done with a later look.</summary>
    public async Task Step(CancellationToken cancel)
    {
        try
        {
            foreach (var tenant in await sources.Tenants.All(cancel))
            {
                if (sources.Serves(tenant.Id))
                {
                    await Restate(tenant.Id, cancel);
                }
            }
        }
        catch (JournalUnavailableException unavailable)
        {
            RestatementLog.Interrupted(log, unavailable.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            RestatementLog.Failed(log, e); // what nobody expected holds up this look, and not the host
        }
    }

    private async Task Restate(TenantId tenant, CancellationToken cancel)
    {
        if (await Due(tenant, cancel) is not { } deployment
            || _done.GetValueOrDefault(tenant) == deployment.Number)
        {
            return;
        }

        if (await sources.Progress.Take(tenant, deployment.Number, node, options.Lease, cancel) is not { } place)
        {
            return;
        }

        for (var after = place.After; ;)
        {
            var accounts = await sources.Accounts.Accounts(tenant, after, options.Page, cancel);
            if (await Rebuild(tenant, deployment, accounts, cancel) is not { } page
                || await Due(tenant, cancel) is not { } now || now.Number != deployment.Number)
            {
                return; // the page is gone through once more, or another deployment counts by now
            }

            var last = accounts.Count < options.Page;
            if (!last)
            {
                after = accounts[^1];
            }

            var kept = await sources.Progress.Advance(
                tenant, deployment.Number, node, last ? null : after, page, options.Lease, cancel);
            if (last && kept)
            {
                _done[tenant] = deployment.Number;
                RestatementLog.Done(log, tenant, deployment.Number);
            }

            if (last || !kept)
            {
                return;
            }
        }
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

    /// <summary>Null where an account could not be asked now.</summary>
    private async Task<RestatedAccounts?> Rebuild(
        TenantId tenant, ScoringDeployment deployment, IReadOnlyList<AccountKey> accounts, CancellationToken cancel)
    {
        var caller = new Caller(tenant, "scoring-sweep", Roles.Sweep, $"scoring-{deployment.Number}");
        var request = new RebuildRequest($"scoring deployment {deployment.Number}")
        {
            ScoringVersion = deployment.ScoringVersion,
        };
        var page = default(RestatedAccounts);
        foreach (var account in accounts)
        {
            cancel.ThrowIfCancellationRequested();
            var outcome = await sources.Actors.Account(tenant, account).Rebuild(caller, request);
            if (!outcome.IsDone && outcome.Failure is { IsTransient: true } or Failure.Denied)
            {
                RestatementLog.PutOff(log, tenant, deployment.Number, outcome.Failure.ToString());
                return null;
            }

            var (asked, restated, moved, left) = page;
            page = outcome.Value is { } result
                ? new RestatedAccounts(
                    asked + 1, restated + (result.Recorded ? 1 : 0), moved + (Moves(result) ? 1 : 0), left)
                : new RestatedAccounts(asked + 1, restated, moved, left + 1);
        }

        return page;
    }

    private static bool Moves(RebuildResult result) =>
        result.Recorded && result.Before.Score != result.View.Summary.Credit.Score;
}
