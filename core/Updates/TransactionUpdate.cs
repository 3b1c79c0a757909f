using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Updates;

/// <summary>
/// Takes a scored transaction into the state. Habits and velocity are counted at first sight, money at booking; a
/// reversal gives money back to the day it was booked on. Arrival order is the truth: a late one is added, nothing is
/// recomputed.
/// </summary>
internal static class TransactionUpdate
{
    public static DecisionFlags Apply(in ScoringContext context)
    {
        var flags = FlagsOf(context);
        var saturated = false;
        if (context.IsAttempt)
        {
            saturated |= Attempt(context);
        }

        if (context.Books && context.HasMoney)
        {
            saturated |= Book(context);
        }

        if (context.GivesBack && context.HasMoney)
        {
            saturated |= GiveBack(context);
        }

        StatedBalance(context);
        Finish(context);
        return saturated ? flags | DecisionFlags.Saturated : flags;
    }

    private static DecisionFlags FlagsOf(in ScoringContext context)
    {
        var ends = context.Transaction.Status is TransactionStatus.Reversed or TransactionStatus.Expired;
        var flags = context.Late ? DecisionFlags.Late : DecisionFlags.None;
        flags |= context.HasMoney ? DecisionFlags.None : DecisionFlags.NoRate;
        flags |= context.Known || ends ? DecisionFlags.Update : DecisionFlags.None;
        flags |= context.Replaces && !context.Known ? DecisionFlags.ReplacesUnknown : DecisionFlags.None;
        flags |= context.Recurring ? DecisionFlags.Recurring : DecisionFlags.None;
        flags |= context.Inputs.Noted.LikelyHold > 0 ? DecisionFlags.LikelyBooking : DecisionFlags.None;
        flags |= context.Inputs.Noted.GivesBackMore ? DecisionFlags.GivenBackMore : DecisionFlags.None;
        return context.BeforeWatermark ? flags | DecisionFlags.BeforeWatermark : flags;
    }

    /// <summary>Counts the attempt and learns the habit in it.</summary>
    private static bool Attempt(in ScoringContext context)
    {
        new AccountHeader(context.State).Transactions++;
        if (context.BeforeWatermark)
        {
            return false; // too old to say anything of habits now: months only
        }

        var second = context.ScoringVersion >= ScoringVersions.Two;
        if (second)
        {
            HabitUpdate.BeforeAttempt(context);
        }

        var at = context.Transaction.At;
        var day = context.Inputs.CivilDay;
        if (!context.Credit)
        {
            TimeRing.Day(context.State).Add(at, attempt: true, 0);
            TimeRing.Week(context.State).Add(at, attempt: true, 0);
        }

        new DailyRing(context.State).CountAttempt(day, context.Credit);
        if (second)
        {
            HabitUpdate.Attempt(context);
        }

        LearnAmount(context);
        LearnPlace(context);
        return new DecayedSums(context.State).Add(context.Credit, 1, 0, at);
    }

    private static void LearnAmount(in ScoringContext context)
    {
        if (!context.HasMoney || context.Amount == 0)
        {
            return; // testing a card with nothing is an attempt, but no amount
        }

        if (AmountFamily.IsOwnOutlier(context))
        {
            new OwnOutliers(context.State).Add(context.Transaction.At);
        }

        var (amount, log) = AmountFamily.Learned(context);
        new AmountMoments(context.State).Add(context.Classification.Way, amount, log);
    }

    private static void LearnPlace(in ScoringContext context)
    {
        var state = context.State;
        var (transaction, day) = (context.Transaction, context.Inputs.CivilDay);
        var clock = new ClockProfile(state);
        clock.AddDay(day);
        if (!transaction.DayOnly)
        {
            clock.AddHour(context.Hour);
        }

        if (context.Party != 0)
        {
            new AccountHeader(state).CountParty(NoveltyFamily.IsNewParty(context));
            new PartyTable(state).Add(context.Party, day, context.Credit, context.LogAmount);
        }

        LearnSetting(state, SettingKind.Country, transaction.Country, day);
        LearnSetting(state, SettingKind.Channel, transaction.Channel, day);
        LearnSetting(state, SettingKind.Device, transaction.Device, day);
        var group = NoveltyFamily.Group(context);
        if (group != 0)
        {
            new MerchantGroups(state).Add(group);
        }
    }

    private static void LearnSetting(Span<byte> state, SettingKind kind, string? text, int day)
    {
        if (!string.IsNullOrEmpty(text))
        {
            new SettingTable(state, kind).Add(ScoringContext.ShortHash(text), day);
        }
    }

    /// <summary>Moves the money of a booking.</summary>
    private static bool Book(in ScoringContext context)
    {
        var state = context.State;
        var (amount, day) = (context.Amount, context.Inputs.CivilDay);
        var saturated = AddToMonth(context, day, amount, count: true);
        if (context.BeforeWatermark)
        {
            return saturated;
        }

        if (!context.Credit)
        {
            saturated |= TimeRing.Day(state).Add(context.Transaction.At, attempt: false, amount);
            saturated |= TimeRing.Week(state).Add(context.Transaction.At, attempt: false, amount);
        }

        saturated |= !context.SetApart && new DailyRing(state).AddMoney(day, context.Credit, amount);
        saturated |= new DecayedSums(state).Add(context.Credit, 0, amount, context.Transaction.At);
        if (context.Classification.Returned)
        {
            new DailyRing(state).CountReturned(day);
        }

        if (context.ScoringVersion >= ScoringVersions.Four)
        {
            KindsUpdate.LearnStream(context);
        }
        else
        {
            LearnStream(context);
        }

        return saturated | MoveBalance(context, context.Credit ? amount : -amount);
    }

    /// <summary>
    /// Payers of income and lenders, by who they are or, where that is not stated, by what they pay for.
    /// </summary>
    private static void LearnStream(in ScoringContext context)
    {
        var flow = context.Classification.Flow;
        var housing = context.Classification.Housing && !context.Credit;
        if (context.Amount > 0
            && (housing || flow is FlowKind.Income or FlowKind.OtherIn or FlowKind.LoanIn or FlowKind.Debt))
        {
            var party = context.Inputs.Counterparty != 0 ? context.Inputs.Counterparty : (ulong)flow + 1;
            new StreamTable(context.State).Add(party, flow, context.Inputs.CivilDay, context.Amount, housing);
        }
    }

    /// <summary>
    /// A reversal gives back what was booked, to the day and month it was booked in. Attempts stay attempts.
    /// </summary>
    private static bool GiveBack(in ScoringContext context)
    {
        var amount = Math.Min(context.Amount, context.Inputs.Prior.BookedMinor);
        var day = context.Inputs.Prior.BookedDay;
        var saturated = !context.SetApart && new DailyRing(context.State).AddMoney(day, context.Credit, -amount);
        saturated |= AddToMonth(context, day, -amount, count: false);
        saturated |= MoveBalance(context, context.Credit ? -amount : amount);
        var more = context.GivesBackMore ? context.Amount - amount : 0;
        return more > 0 ? saturated | GiveMore(context, more) : saturated;
    }

    /// <summary>
    /// What comes back beyond what was booked is money of the day on which it comes, the other way: neither earned nor
    /// spent on anything that is known, and no sign of a payer's rhythm.
    /// </summary>
    private static bool GiveMore(in ScoringContext context, long more)
    {
        var (day, comesIn) = (context.Inputs.CivilDay, !context.Credit);
        var saturated = MoveBalance(context, comesIn ? more : -more);
        saturated |= new MonthRing(context.State).Add(
            CivilDate.Month(day), comesIn ? FlowKind.OtherIn : FlowKind.OtherOut, more, count: false);
        return saturated | (
            !context.BeforeWatermark && new DailyRing(context.State).AddMoney(day, comesIn, more));
    }

    private static bool AddToMonth(in ScoringContext context, int day, long amount, bool count)
    {
        if (context.SetApart)
        {
            return false;
        }

        var flow = context.Flow;
        var signed = flow switch
        {
            FlowKind.OwnTransfer => context.Credit ? amount : -amount,
            FlowKind.OtherOut => context.Credit ? -amount : amount, // a refund is spending taken back, never income
            _ => amount,
        };
        return context.ScoringVersion >= ScoringVersions.Three
            ? CategorisedMonthUpdate.AddToMonth(context, CivilDate.Month(day), signed, count)
            : new MonthRing(context.State).Add(CivilDate.Month(day), flow, signed, count);
    }

    /// <summary>Without a stated balance, a known one moves with what is booked after it was stated.</summary>
    private static bool MoveBalance(in ScoringContext context, long by)
    {
        var header = new AccountHeader(context.State);
        if (!header.BalanceKnown || context.Transaction.At < header.BalanceAt)
        {
            return false;
        }

        var moved = header.Balance + by;
        var held = Math.Clamp(moved, -Cells.MoneyMax, Cells.MoneyMax);
        header.Balance = held;
        new DailyRing(context.State).SetBalance(Math.Max(context.Inputs.CivilDay, header.NewestDay), held);
        return held != moved;
    }

    private static void StatedBalance(in ScoringContext context)
    {
        var header = new AccountHeader(context.State);
        if (context.Transaction.BalanceMinor is not { } stated || context.Transaction.At < header.BalanceAt ||
            context.Transaction.Currency.Number != header.Currency)
        {
            return;
        }

        var held = Math.Clamp(stated, -Cells.MoneyMax, Cells.MoneyMax);
        header.SetBalance(held, context.Transaction.At);
        new DailyRing(context.State).SetBalance(Math.Max(context.Inputs.CivilDay, header.NewestDay), held);
    }

    private static void Finish(in ScoringContext context)
    {
        var header = new AccountHeader(context.State);
        var (at, day) = (context.Transaction.At, context.Inputs.CivilDay);
        header.Sequence = context.Inputs.Sequence;
        header.OldestAt = header.OldestAt == 0 ? at : Math.Min(header.OldestAt, at);
        header.OldestDay = header.OldestDay == 0 ? day : Math.Min(header.OldestDay, day);
        header.NewestAt = Math.Max(header.NewestAt, at);
        header.NewestDay = Math.Max(header.NewestDay, day);
        if (context.Late)
        {
            header.CountLate();
        }

        if (!context.HasMoney)
        {
            header.CountWithoutRate();
        }

        IdentityRing.Add(context.State, context.Inputs.Identity, context.Inputs.Content, context.Inputs.Sequence, at);
        if (context.Replaces)
        {
            IdentityRing.Add(context.State, context.Inputs.Replaced, 0, context.Inputs.Sequence, at);
        }
    }
}
