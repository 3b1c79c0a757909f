using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Updates;

/// <summary>
/// What scoring version 2 learns of a first sight beyond scoring version 1: own outliers by day, the greatest amounts, how many different
/// counterparties, where it happened. All of it stands in places that scoring version 1 leaves zero.
/// </summary>
internal static class HabitUpdate
{
    /// <summary>Days of silence after which what was usual says little.</summary>
    private const int DormantDays = 180;

    /// <summary>Transactions that a habit from before such a silence still weighs.</summary>
    private const int DormantWeight = 20;

    public static void BeforeAttempt(in Moment moment)
    {
        var header = new AccountHeader(moment.State);
        var (newest, day) = (header.NewestDay, moment.Inputs.CivilDay);
        if (newest == 0 || day <= newest)
        {
            return;
        }

        var parties = new PartySketches(moment.State);
        parties.Advance(newest, day);
        new GreatestAmounts(moment.State).Advance(newest, day);
        if (new PartyTable(moment.State).MetOn(newest) is > 0 and var met)
        {
            parties.LearnDay(met);
        }

        if (day - newest > DormantDays)
        {
            new AmountMoments(moment.State).Weigh(DormantWeight);
        }
    }

    public static void Attempt(in Moment moment)
    {
        var day = moment.Inputs.CivilDay;
        if (moment.Inputs.Counterparty != 0)
        {
            new PartySketches(moment.State).Add(moment.Inputs.Counterparty, day);
        }

        if (moment.Transaction.Geo is { } here && !moment.Transaction.DayOnly)
        {
            new LastPlace(moment.State).Set(here, moment.Transaction.At);
        }

        if (moment.Credit || !moment.HasMoney || moment.Amount == 0)
        {
            return;
        }

        new GreatestAmounts(moment.State).Add(day, moment.Amount);
        if (AmountFamily.IsOwnOutlier(moment))
        {
            new DailyRing(moment.State).CountOutlier(day);
        }
    }
}
