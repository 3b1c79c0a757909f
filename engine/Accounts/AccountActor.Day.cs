using OrleansRisk.Core;
using OrleansRisk.Core.Observations;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Journal.Bodies;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Accounts;

public sealed partial class AccountActor
{
    /// <summary>
    /// Records the end of yesterday, in the account's zone, where it moves the credit score. Days before it that nobody
    /// closed are not made up for: the score as of yesterday holds all that they would have said.
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
                    await CloseDay(_account!, NextFold(context)),
                _ => NoDay(NotReady()),
            };
        }
        catch (Exception e) when (Expected(e))
        {
            return NoDay(Refuse(e));
        }
    }

    private async ValueTask<DayOutcome> CloseDay(ResidentAccount account, ushort fold)
    {
        var now = Now;
        var yesterday = CivilClock.Of(account.Profile.Zone).At(now, dayOnly: false).Day - 1;
        if (!Assessment.IsDue(fold, account.State, yesterday))
        {
            return new DayOutcome(DayResult.NothingDue, Refusal.None);
        }

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
