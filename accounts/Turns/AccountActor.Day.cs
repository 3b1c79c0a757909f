using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

public sealed partial class AccountActor
{
    /// <summary>
    /// Records the end of yesterday, in the account's zone, where it moves the credit score. Days before it that nobody
    /// closed are not made up for: the score as of yesterday holds all that they would have said. An account that has
    /// rested for as long as its tenant's months are kept is carried forward.
    /// </summary>
    public async ValueTask<DayOutcome> CloseDay()
    {
        HandedOver = false;
        try
        {
            return await Ready() switch
            {
                Standing.New => new DayOutcome(DayResult.NothingDue, Refusal.None),
                Standing.Loaded when await services.Tenants.Find(tenant, default) is { } context =>
                    await CloseDay(_account!, NextFold(context), context.Settings.RetentionMonths),
                _ => NoDay(NotReady()),
            };
        }
        catch (Exception e) when (Expected(e))
        {
            return NoDay(Refuse(e));
        }
    }

    private ValueTask<DayOutcome> CloseDay(ResidentAccount account, ushort fold, int retentionMonths)
    {
        var now = Now;
        var yesterday = CivilClock.Of(account.Profile.Zone).At(now, dayOnly: false).Day - 1;
        return Assessment.IsDue(fold, account.State, yesterday) ? Close(account, fold, yesterday, now)
            : Rests(account, retentionMonths, now) ? CarryForward(account, fold, retentionMonths, now)
            : ValueTask.FromResult(new DayOutcome(DayResult.NothingDue, Refusal.None));
    }

    private async ValueTask<DayOutcome> Close(ResidentAccount account, ushort fold, int yesterday, long now)
    {
        var scratch = services.Runtime.Buffers.Rent();
        try
        {
            account.State.CopyTo(scratch, 0);
            var closed = new DayEvent(account.Sequence + 1, yesterday);
            Assessment.CloseDay(fold, scratch, closed, out var credit);
            var body = new DayClosedBody(closed, credit, now);
            var record = Seal(fold, account, newKey: null, body, scratch, identities: [], now);
            var appended = await Append(record);
            if (appended.Outcome != RowOutcome.Committed)
            {
                return NoDay(NotCommitted(account, record, appended));
            }

            scratch = Swap(account, record, scratch);
            return new DayOutcome(DayResult.Closed, Refusal.None);
        }
        finally
        {
            services.Runtime.Buffers.Return(scratch);
        }
    }

    private static DayOutcome NoDay(AssessOutcome outcome) => outcome switch
    {
        AssessOutcome.Unavailable unavailable => new DayOutcome(DayResult.None, Refusal.Unavailable, unavailable.Cause),
        AssessOutcome.Erased => new DayOutcome(DayResult.None, Refusal.Erased),
        _ => new DayOutcome(DayResult.NotRecorded, Refusal.Retry), // the next sweep asks again
    };
}
