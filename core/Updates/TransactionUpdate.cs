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
    public static DecisionFlags Apply(in Moment moment)
    {
        var flags = FlagsOf(moment);
        var saturated = false;
        if (moment.IsAttempt)
        {
            saturated |= Attempt(moment);
        }

        if (moment.Books && moment.HasMoney)
        {
            saturated |= Book(moment);
        }

        if (moment.GivesBack && moment.HasMoney)
        {
            saturated |= GiveBack(moment);
        }

        StatedBalance(moment);
        Finish(moment);
        return saturated ? flags | DecisionFlags.Saturated : flags;
    }

    private static DecisionFlags FlagsOf(in Moment moment)
    {
        var ends = moment.Transaction.Status is TransactionStatus.Reversed or TransactionStatus.Expired;
        var flags = moment.Late ? DecisionFlags.Late : DecisionFlags.None;
        flags |= moment.HasMoney ? DecisionFlags.None : DecisionFlags.NoRate;
        flags |= moment.Known || ends ? DecisionFlags.Update : DecisionFlags.None;
        flags |= moment.Replaces && !moment.Known ? DecisionFlags.ReplacesUnknown : DecisionFlags.None;
        flags |= moment.Recurring ? DecisionFlags.Recurring : DecisionFlags.None;
        return moment.BeforeWatermark ? flags | DecisionFlags.BeforeWatermark : flags;
    }

    /// <summary>Counts the attempt and learns the habit in it.</summary>
    private static bool Attempt(in Moment moment)
    {
        new AccountHeader(moment.State).Transactions++;
        if (moment.BeforeWatermark)
        {
            return false; // too old to say anything of habits now: months only
        }

        var second = moment.ScoringVersion >= ScoringVersions.Two;
        if (second)
        {
            HabitUpdate.BeforeAttempt(moment);
        }

        var at = moment.Transaction.At;
        var day = moment.Inputs.CivilDay;
        if (!moment.Credit)
        {
            TimeRing.Day(moment.State).Add(at, attempt: true, 0);
            TimeRing.Week(moment.State).Add(at, attempt: true, 0);
        }

        new DailyRing(moment.State).CountAttempt(day, moment.Credit);
        if (second)
        {
            HabitUpdate.Attempt(moment);
        }

        LearnAmount(moment);
        LearnPlace(moment);
        return new DecayedSums(moment.State).Add(moment.Credit, 1, 0, at);
    }

    private static void LearnAmount(in Moment moment)
    {
        if (!moment.HasMoney || moment.Amount == 0)
        {
            return; // testing a card with nothing is an attempt, but no amount
        }

        if (AmountFamily.IsOwnOutlier(moment))
        {
            new OwnOutliers(moment.State).Add(moment.Transaction.At);
        }

        var (amount, log) = AmountFamily.Learned(moment);
        new AmountMoments(moment.State).Add(moment.Meaning.Way, amount, log);
    }

    private static void LearnPlace(in Moment moment)
    {
        var state = moment.State;
        var (transaction, day) = (moment.Transaction, moment.Inputs.CivilDay);
        var clock = new ClockProfile(state);
        clock.AddDay(day);
        if (!transaction.DayOnly)
        {
            clock.AddHour(moment.Hour);
        }

        if (moment.Inputs.Counterparty != 0)
        {
            new AccountHeader(state).CountParty(NoveltyFamily.IsNewParty(moment));
            new PartyTable(state).Add(moment.Inputs.Counterparty, day, moment.Credit);
        }

        LearnSetting(state, SettingKind.Country, transaction.Country, day);
        LearnSetting(state, SettingKind.Channel, transaction.Channel, day);
        LearnSetting(state, SettingKind.Device, transaction.Device, day);
        var group = NoveltyFamily.Group(moment);
        if (group != 0)
        {
            new MerchantGroups(state).Add(group);
        }
    }

    private static void LearnSetting(Span<byte> state, SettingKind kind, string? text, int day)
    {
        if (!string.IsNullOrEmpty(text))
        {
            new SettingTable(state, kind).Add(Moment.ShortHash(text), day);
        }
    }

    /// <summary>Moves the money of a booking.</summary>
    private static bool Book(in Moment moment)
    {
        var state = moment.State;
        var (amount, day) = (moment.Amount, moment.Inputs.CivilDay);
        var saturated = AddToMonth(moment, day, amount, count: true);
        if (moment.BeforeWatermark)
        {
            return saturated;
        }

        if (!moment.Credit)
        {
            saturated |= TimeRing.Day(state).Add(moment.Transaction.At, attempt: false, amount);
            saturated |= TimeRing.Week(state).Add(moment.Transaction.At, attempt: false, amount);
        }

        saturated |= !moment.SetApart && new DailyRing(state).AddMoney(day, moment.Credit, amount);
        saturated |= new DecayedSums(state).Add(moment.Credit, 0, amount, moment.Transaction.At);
        if (moment.Meaning.Returned)
        {
            new DailyRing(state).CountReturned(day);
        }

        LearnStream(moment);

        return saturated | MoveBalance(moment, moment.Credit ? amount : -amount);
    }

    /// <summary>
    /// Payers of income and lenders, by who they are or, where that is not stated, by what they pay for.
    /// </summary>
    private static void LearnStream(in Moment moment)
    {
        var flow = moment.Meaning.Flow;
        var housing = moment.Meaning.Housing && !moment.Credit;
        if (moment.Amount > 0
            && (housing || flow is FlowKind.Income or FlowKind.OtherIn or FlowKind.LoanIn or FlowKind.Debt))
        {
            var party = moment.Inputs.Counterparty != 0 ? moment.Inputs.Counterparty : (ulong)flow + 1;
            new StreamTable(moment.State).Add(party, flow, moment.Inputs.CivilDay, moment.Amount, housing);
        }
    }

    /// <summary>
    /// A reversal gives back what was booked, to the day and month it was booked in. Attempts stay attempts.
    /// </summary>
    private static bool GiveBack(in Moment moment)
    {
        var amount = Math.Min(moment.Amount, moment.Inputs.Prior.BookedMinor);
        var day = moment.Inputs.Prior.BookedDay;
        return (!moment.SetApart && new DailyRing(moment.State).AddMoney(day, moment.Credit, -amount)) |
               AddToMonth(moment, day, -amount, count: false) |
               MoveBalance(moment, moment.Credit ? -amount : amount);
    }

    private static bool AddToMonth(in Moment moment, int day, long amount, bool count)
    {
        if (moment.SetApart)
        {
            return false;
        }

        var flow = moment.Meaning.Flow;
        var signed = flow switch
        {
            FlowKind.OwnTransfer => moment.Credit ? amount : -amount,
            FlowKind.OtherOut => moment.Credit ? -amount : amount, // a refund is spending taken back, never income
            _ => amount,
        };
        return moment.ScoringVersion >= ScoringVersions.Three
            ? CategorisedMonthUpdate.AddToMonth(moment, CivilDate.Month(day), signed, count)
            : new MonthRing(moment.State).Add(CivilDate.Month(day), flow, signed, count);
    }

    /// <summary>Without a stated balance, a known one moves with what is booked after it was stated.</summary>
    private static bool MoveBalance(in Moment moment, long by)
    {
        var header = new AccountHeader(moment.State);
        if (!header.BalanceKnown || moment.Transaction.At < header.BalanceAt)
        {
            return false;
        }

        var moved = header.Balance + by;
        var held = Math.Clamp(moved, -Cells.MoneyMax, Cells.MoneyMax);
        header.Balance = held;
        new DailyRing(moment.State).SetBalance(Math.Max(moment.Inputs.CivilDay, header.NewestDay), held);
        return held != moved;
    }

    private static void StatedBalance(in Moment moment)
    {
        var header = new AccountHeader(moment.State);
        if (moment.Transaction.BalanceMinor is not { } stated || moment.Transaction.At < header.BalanceAt ||
            moment.Transaction.Currency.Number != header.Currency)
        {
            return;
        }

        var held = Math.Clamp(stated, -Cells.MoneyMax, Cells.MoneyMax);
        header.SetBalance(held, moment.Transaction.At);
        new DailyRing(moment.State).SetBalance(Math.Max(moment.Inputs.CivilDay, header.NewestDay), held);
    }

    private static void Finish(in Moment moment)
    {
        var header = new AccountHeader(moment.State);
        var (at, day) = (moment.Transaction.At, moment.Inputs.CivilDay);
        header.Sequence = moment.Inputs.Sequence;
        header.OldestAt = header.OldestAt == 0 ? at : Math.Min(header.OldestAt, at);
        header.OldestDay = header.OldestDay == 0 ? day : Math.Min(header.OldestDay, day);
        header.NewestAt = Math.Max(header.NewestAt, at);
        header.NewestDay = Math.Max(header.NewestDay, day);
        if (moment.Late)
        {
            header.CountLate();
        }

        if (!moment.HasMoney)
        {
            header.CountWithoutRate();
        }

        IdentityRing.Add(moment.State, moment.Inputs.Identity, moment.Inputs.Content, moment.Inputs.Sequence, at);
        if (moment.Replaces)
        {
            IdentityRing.Add(moment.State, moment.Inputs.Replaced, 0, moment.Inputs.Sequence, at);
        }
    }
}
