using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Updates;

/// <summary>
/// What scoring version 2 learns of a first sight beyond scoring version 1: own outliers by day, the greatest amounts,
/// how many different counterparties, where it happened. All of it stands in places that scoring version 1 leaves zero.
/// </summary>
internal static class HabitUpdate
{
    /// <summary>Days of silence after which what was usual says little.</summary>
    private const int DormantDays = 180;

    /// <summary>Transactions that a habit from before such a silence still weighs.</summary>
    private const int DormantWeight = 20;

    public static void BeforeAttempt(in ScoringContext context)
    {
        var header = new AccountHeader(context.State);
        var (newest, day) = (header.NewestDay, context.Inputs.CivilDay);
        if (newest == 0 || day <= newest)
        {
            return;
        }

        var parties = new PartySketches(context.State);
        parties.Advance(newest, day);
        new GreatestAmounts(context.State).Advance(newest, day);
        if (new PartyTable(context.State).MetOn(newest) is > 0 and var met)
        {
            parties.LearnDay(met);
        }

        if (day - newest > DormantDays)
        {
            new AmountMoments(context.State).Weigh(DormantWeight);
        }
    }

    public static void Attempt(in ScoringContext context)
    {
        var day = context.Inputs.CivilDay;
        if (context.Party != 0)
        {
            new PartySketches(context.State).Add(context.Party, day);
        }

        if (context.Transaction.Geo is { } here && !context.Transaction.DayOnly)
        {
            new LastPlace(context.State).Set(here, context.Transaction.At);
        }

        if (context.Credit || !context.HasMoney || context.Amount == 0)
        {
            return;
        }

        new GreatestAmounts(context.State).Add(day, context.Amount);
        if (AmountFamily.IsOwnOutlier(context))
        {
            new DailyRing(context.State).CountOutlier(day);
        }
    }
}
