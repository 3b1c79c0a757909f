using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Accounts.Days;

/// <summary>
/// Time passes without transactions: once a tenant's day has ended, every account is asked to close its own. Accounts
/// alone know what is due; the sweep only sees to it that each is asked, by one node, and again where it could not be.
/// </summary>
public sealed class DaySweep(
    DaySweepSources sources, string node, DaySweepOptions options, TimeProvider time, ILogger<DaySweep> log)
{
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
    public async Task<DaySweepReport> Step(CancellationToken cancel)
    {
        var report = new DaySweepReport();
        try
        {
            foreach (var tenant in await sources.Tenants.All(cancel))
            {
                if (sources.Serves(tenant.Id))
                {
                    await EndConsents(tenant.Id, cancel);
                    await Sweep(tenant, report, cancel);
                }
            }
        }
        catch (JournalUnavailableException unavailable)
        {
            DaySweepLog.Interrupted(log, unavailable.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            DaySweepLog.Failed(log, e); // what nobody expected holds up this look, and not the host
        }

        return report;
    }

    /// <summary>
    /// Consents that have ended are told by the tenant itself; nobody is called where none has. What could not be told
    /// now is told with a later look, and holds up no day.
    /// </summary>
    private async Task EndConsents(TenantId tenant, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        try
        {
            if (sources.Consents is { } consents && await consents.Ended(tenant, now, 1, cancel) is [_, ..])
            {
                await sources.Actors.Tenant(tenant).ExpireConsents(
                    new Caller(tenant, "day-sweep", Roles.Sweep, "consents"));
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or JournalUnavailableException))
        {
            DaySweepLog.Failed(log, e);
        }
    }

    private async Task Sweep(TenantRow tenant, DaySweepReport report, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var day = CivilClock.Of(tenant.Settings.Zone).At(now, dayOnly: false).Day - 1;
        if (await sources.Sweeps.Take(tenant.Id, day, node, options.Lease, cancel) is not { } place)
        {
            return;
        }

        for (var after = place.After; ;)
        {
            var accounts = await sources.Accounts.Accounts(tenant.Id, after, options.Page, cancel);
            if (!await Close(tenant.Id, day, accounts, report, cancel))
            {
                DaySweepLog.PutOff(log, tenant.Id, day);
                return;
            }

            if (accounts.Count < options.Page)
            {
                await sources.Sweeps.Finish(tenant.Id, day, node, cancel);
                DaySweepLog.Done(log, tenant.Id, day, report.Asked, report.Closed, report.Carried);
                return;
            }

            after = accounts[^1];
            if (!await sources.Sweeps.Advance(tenant.Id, day, node, after, options.Lease, cancel))
            {
                return; // another node took it over, and goes on from what was noted last
            }
        }
    }

    /// <summary>
    /// What waits for a rebuild since a load was cut, or a process ended, is folded in first, and what came late live
    /// is put in its place: once a day, and not with each line, for banks book late every day.
    /// </summary>
    private static async Task<Outcome<DayResult>> Close(IAccount account, Caller caller)
    {
        var outcome = await account.CloseDay(caller);
        if (outcome.Value != DayResult.Waits)
        {
            return outcome;
        }

        var rebuilt = await account.Rebuild(caller, new RebuildRequest("rows that waited or came late"));
        return rebuilt.IsDone ? await account.CloseDay(caller) : rebuilt.Failure;
    }

    /// <summary>False where an account could not be asked now: the page is gone through once more.</summary>
    private async Task<bool> Close(
        TenantId tenant, int day, IReadOnlyList<AccountKey> accounts, DaySweepReport report, CancellationToken cancel)
    {
        var caller = new Caller(tenant, "day-sweep", Roles.Sweep, $"day-{day}");
        foreach (var part in accounts.Chunk(options.AtOnce))
        {
            var outcomes = await Task.WhenAll(part.Select(account =>
                Close(sources.Actors.Account(tenant, account), caller)));
            report.Count(outcomes);
            if (outcomes.Any(static outcome => outcome.Failure is { IsTransient: true } or Failure.Denied))
            {
                return false;
            }

            cancel.ThrowIfCancellationRequested();
        }

        return true;
    }
}
