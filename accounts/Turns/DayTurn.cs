using OrleansRisk.Accounts.Recording;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

/// <summary>The turn that ends a civil day, and carries an account that rests into the present month.</summary>
internal sealed class DayTurn(AccountServices services, AccountResidency residency, AccountRecorder recorder)
{
    /// <summary>
    /// Records the end of yesterday, in the account's zone, where it moves the credit score. Days before it that nobody
    /// closed are not made up for: the score as of yesterday holds all that they would have said. An account that has
    /// rested for as long as its tenant's months are kept is carried forward.
    /// </summary>
    public async ValueTask<Outcome<DayResult>> CloseDay()
    {
        recorder.Begin();
        try
        {
            return await residency.Ready() switch
            {
                LoadState.New => DayResult.NothingDue,
                LoadState.Loaded when residency.Account!.Mark.IsDue => DayResult.Waits,
                LoadState.Loaded when await services.Tenants.Find(residency.Tenant, default) is { } context =>
                    await CloseDay(residency.Account!, recorder.NextFold(context), context.Settings.RetentionMonths),
                _ => TurnFailure.NotReady(services, residency),
            };
        }
        catch (Exception e) when (TurnFailure.IsExpected(e))
        {
            return TurnFailure.Of(e, services, residency);
        }
    }

    private ValueTask<Outcome<DayResult>> CloseDay(ResidentAccount account, ushort scoringVersion, int retentionMonths)
    {
        var now = residency.Now;
        var yesterday = CivilClock.Of(account.Profile.Zone).At(now, dayOnly: false).Day - 1;
        return account.Profile.MergedInto is null && Assessment.IsDue(scoringVersion, account.State, yesterday)
            ? Close(account, scoringVersion, yesterday, now)
            : Rests(account, retentionMonths, now) ? CarryForward(account, scoringVersion, retentionMonths, now)
            : ValueTask.FromResult<Outcome<DayResult>>(DayResult.NothingDue);
    }

    private async ValueTask<Outcome<DayResult>> Close(
        ResidentAccount account, ushort scoringVersion, int yesterday, long now)
    {
        using var scratch = ScratchState.Of(account, services.Runtime.Buffers);
        var closed = new DayEvent(account.Sequence + 1, yesterday);
        Assessment.CloseDay(scoringVersion, scratch.State, closed, out var credit);
        var body = new DayClosed(closed, credit, now);
        return await recorder.Commit(new(account, null, scoringVersion, body, [], now), scratch) is { } failed
            ? failed
            : DayResult.Closed;
    }

    /// <summary>
    /// Whether the newest record lies in a month that is beyond the tenant's retention: it alone keeps that month from
    /// being dropped.
    /// </summary>
    private static bool Rests(ResidentAccount account, int retentionMonths, long now) => account.Month.CompareTo(
        JournalMonth.FirstKept(retentionMonths, DateTimeOffset.FromUnixTimeMilliseconds(now))) < 0;

    /// <summary>
    /// Records the state as it is, in the present month. A record's month is told by the one before it, so that a first
    /// one still lies in the old month and names the present one, and a second lies there.
    /// </summary>
    private async ValueTask<Outcome<DayResult>> CarryForward(
        ResidentAccount account, ushort scoringVersion, int retentionMonths, long now)
    {
        while (Rests(account, retentionMonths, now))
        {
            using var same = ScratchState.Of(account, services.Runtime.Buffers);
            if (await recorder.Commit(
                new(account, null, scoringVersion, AccountCheckpoint.Instance, [], now), same) is { } failed)
            {
                return failed;
            }
        }

        return DayResult.Carried;
    }
}
