using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Accounts.Turns;

public sealed partial class AccountActor
{
    /// <summary>
    /// Whether the newest record lies in a month that is beyond the tenant's retention: it alone keeps that month from
    /// being dropped.
    /// </summary>
    private static bool Rests(ResidentAccount account, int retentionMonths, long now) => account.Period.CompareTo(
        Period.FirstKept(retentionMonths, DateTimeOffset.FromUnixTimeMilliseconds(now))) < 0;

    /// <summary>
    /// Records the state as it is, in the present month. A record's month is told by the one before it, so that a first
    /// one still lies in the old month and names the present one, and a second lies there.
    /// </summary>
    private async ValueTask<DayOutcome> CarryForward(
        ResidentAccount account, ushort fold, int retentionMonths, long now)
    {
        while (Rests(account, retentionMonths, now))
        {
            var record = Seal(fold, account, newKey: null, BaseBody.Instance, account.State, identities: [], now);
            var appended = await Append(record);
            if (appended.Outcome != RowOutcome.Committed)
            {
                return NoDay(NotCommitted(account, record, appended));
            }

            Swap(account, record, account.State); // the same buffer: nothing is free
        }

        return new DayOutcome(DayResult.Carried, Refusal.None);
    }
}
