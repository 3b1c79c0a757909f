using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// What speaks for a payment out of a bank account being a thief's or a scammer's, before any label is known: how large
/// it is for the account, how much of the balance goes, whether money came in just before, and who gets it; and for
/// money that comes in, how many other payers are new, too. Weights are a logistic regression on the invented lender
/// <c>my</c>, rounded; the scale puts one line in 200 of it where one of 200 stands in the shipped population. See
/// docs/decisions/0163-signals-of-bank-accounts.md. From scoring version 4; a card by itself, without balances and
/// transfers, is scored as before.
/// </summary>
internal struct BankSignals
{
    /// <summary>Nats, in the sum of all families and by family for the reasons.</summary>
    public double Surprise;
    public Surprises.PerFamily Contributions;

    /// <summary>Of the drain the part that is money which came in just before.</summary>
    public double JustArrived;

    /// <summary>Of the novelty the part that is a new device or country.</summary>
    public double Settings;

    /// <summary>Of the pace the part that is other new counterparties.</summary>
    public double Others;

    /// <summary>Whom the account met first lately, without this one.</summary>
    public NewParties Parties;

    private const double Zero = 6.45 - (1.2 * 2.18), Scale = 1.2;
    private const double PerLog = 0.58, PerLogToNew = 0.16, PerSpread = 1.12;
    private const double PerShare = 3.56, ShareUnknown = 0.35, ShareMax = 1.2;
    private const double PerArrived = 3.24, ArrivedMax = 1.2;
    private const double PerNewPartyByCard = 0.73, ByCardMax = 3;
    private const double OfNewDevice = 1.14, OfNewCountry = 1.75;
    private const double OfMetToday = 2.34, OfMetSinceYesterday = 1.14, PerLogOfPayments = 1.38, OfSender = -0.68;
    private const double ByCard = -2.39, InCash = -1.25, ForABill = -2.97, Regular = -2.5;
    private const double IncomingZero = 0.26, PerPayer = 1.25, PayersMax = 5, PerLogIn = 1.12, LogInMax = 4;

    /// <summary>What a payment loses that is no larger than the own mean: weights were fitted on those above.</summary>
    private const double Small = -3;
    private const double VelocityShare = 0.25;

    /// <summary>Labels of the counterparty are all there is beside the signals of a payment that shows none.</summary>
    private const double LabelsWeight = 1.25;

    /// <summary>Logarithms above the own mean beyond which an amount weighs no more.</summary>
    private const double LogMax = 6;
    private const double SpreadMin = 0.5, SpreadMax = 2.5;

    /// <summary>Days within which a payee is still new.</summary>
    private const int NewDays = 40;

    /// <summary>Days by which it is known how many pay in, and the weeks that one a week weighs before.</summary>
    private const int PayersDays = 80;
    private const int PayersPrior = 4;

    /// <summary>A fifth more than the greatest payment so far, as a logarithm.</summary>
    private const double Fifth = 0.18;

    /// <summary>Whether the account is one of a bank, as far as it shows.</summary>
    public static bool Apply(in ScoringContext context)
    {
        if (context.ScoringVersion < ScoringVersions.Four)
        {
            return false;
        }

        var moments = new AmountMoments(context.State);
        return new AccountHeader(context.State).BalanceKnown || context.Transaction.BalanceMinor is not null
            || context.Classification.Way is PayWay.Transfer or PayWay.Incoming
            || moments.Log(PayWay.Transfer).Count > 0 || moments.Log(PayWay.Incoming).Count > 0;
    }

    /// <param name="surprises">What labels of the counterparty and the pace say, as before.</param>
    public static BankSignals Of(in ScoringContext context, in Surprises.PerFamily surprises)
    {
        var signals = default(BankSignals);
        signals.Contributions[(int)Family.Counterparty] = context.Inputs.Figures.DaysSinceFraud < 0 ? 0
            : LabelsWeight * surprises[(int)Family.Counterparty]; // where no fraud is known there is nothing to say
        signals.Contributions[(int)Family.Velocity] = VelocityShare * surprises[(int)Family.Velocity];
        var beside = signals.Contributions.Sum();
        if (context.HasMoney && context.Amount > 0 && !IsTheBanksOwn(context.Classification))
        {
            signals.Parties = new PartyTable(context.State).NewSince(context.Inputs.CivilDay);
            var sum = context.Credit ? signals.Incoming(context) : signals.Payment(context);
            signals.Surprise = Math.Max(0, Zero + (Scale * sum));
        }

        signals.Surprise += beside;
        return signals;
    }

    private double Payment(in ScoringContext context)
    {
        var met = context.Met;
        var sinceFirst = context.Inputs.CivilDay - met.FirstDay;
        var isNew = met.Transactions == 0 || sinceFirst <= NewDays;
        var (above, spread) = AboveOwn(context);
        var (amount, toNew) = (PerLog * above, isNew ? PerLogToNew * above : 0);
        var drained = PerShare * (ShareGone(context) - ShareUnknown);
        var arrived = new DecayedSums(context.State).SumAt(HalfLives.Hour, credit: true, context.Now);
        JustArrived = PerArrived * Math.Min(ArrivedMax, arrived / context.Amount);
        var card = context.Classification.Way == PayWay.Card;
        var again = met.Transactions == 0 || !isNew || card ? 0 : PerLogOfPayments * Logarithm.Log(1.0 + met.Payments)
            + (sinceFirst <= 0 ? OfMetToday : 0) + (sinceFirst <= 1 ? OfMetSinceYesterday : 0);
        Others = card && above > 1 ? PerNewPartyByCard * Math.Min(ByCardMax, Parties.SinceYesterday) : 0;
        Settings = (isNew && IsNew(NoveltyFamily.Device(context)) ? OfNewDevice : 0)
            + (IsNew(NoveltyFamily.Country(context)) ? OfNewCountry : 0);
        Explain(amount, drained, toNew + again);
        var way = context.Classification.Way switch { PayWay.Card => ByCard, PayWay.Cash => InCash, _ => 0 };
        var text = isNew && context.Classification.Way == PayWay.Transfer; // which a thief may have written
        var bill = !text && context.Classification.Flow is (FlowKind.Debt or FlowKind.Essential) ? ForABill : 0;
        return amount + toNew - (PerSpread * spread) + drained + (PerShare * ShareUnknown) + JustArrived + again
            + Others + Settings + way + bill + (met.Credits > 0 ? OfSender : 0)
            + (IsRegular(context, Settings) ? Regular : 0) + (Small * Math.Max(0, 1 - above));
    }

    /// <summary>
    /// Money that comes in says nothing by itself; of one payer after the other whom nobody here knows, it does.
    /// </summary>
    private double Incoming(in ScoringContext context)
    {
        var excess = context.Party == 0 || context.Met.Transactions > 0 || Parties.Payers == 0 ? 0
            : Parties.Payers - UsualPayers(context);
        if (excess <= 0)
        {
            return -Zero / Scale;
        }

        var logs = new AmountMoments(context.State).Log(PayWay.Incoming);
        var above = Math.Clamp(
            logs.Count / (logs.Count + Priors.Weight) * (context.LogAmount - logs.Mean), -1, LogInMax);
        var payers = PerPayer * Math.Min(PayersMax, excess);
        Contributions[(int)Family.Novelty] = Scale * payers;
        Contributions[(int)Family.Amount] = Scale * Math.Max(0, PerLogIn * above);
        return IncomingZero + payers + (PerLogIn * above);
    }

    /// <summary>
    /// Credits of a usual week before this one, with one a week expected of anybody: whoever sells meets new payers.
    /// </summary>
    private static double UsualPayers(in ScoringContext context)
    {
        var days = new DailyRing(context.State);
        var credits = 0;
        var until = context.Inputs.CivilDay - NewParties.WeekDays;
        for (var day = until - PayersDays + 1; day <= until; day++)
        {
            credits += days[day].InCount;
        }

        var oldest = new AccountHeader(context.State).OldestDay;
        var known = oldest == 0 ? 0 : Math.Clamp(until - oldest + 1, 0, PayersDays);
        return (credits + PayersPrior) * (double)NewParties.WeekDays
            / (known + (PayersPrior * NewParties.WeekDays));
    }

    private void Explain(double amount, double drained, double party)
    {
        Contributions[(int)Family.Amount] = Scale * amount;
        Contributions[(int)Family.Drain] = Scale * (Math.Max(0, drained) + JustArrived);
        Contributions[(int)Family.Novelty] = Scale * (party + Settings);
        Contributions[(int)Family.Velocity] += Scale * Others;
    }

    /// <summary>
    /// ln(1 + amount) above the mean of all own payments, little where there are few; and their spread.
    /// </summary>
    private static (double Above, double Spread) AboveOwn(in ScoringContext context)
    {
        var moments = new AmountMoments(context.State);
        var (count, sum, squares) = (0.0, 0.0, 0.0);
        for (var way = PayWay.Card; way <= PayWay.Cash; way++)
        {
            var logs = moments.Log(way);
            count += logs.Count;
            sum += logs.Count * logs.Mean;
            squares += logs.Count * (logs.Variance + (logs.Mean * logs.Mean));
        }

        if (count <= 0)
        {
            return (0, SpreadMin);
        }

        var mean = sum / count;
        var spread = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
        return (Math.Clamp(count / (count + Priors.Weight) * (context.LogAmount - mean), 0, LogMax),
            Math.Clamp(spread, SpreadMin, SpreadMax));
    }

    /// <summary>Of what was there a day ago, what is gone with this payment; unknown where no balance is.</summary>
    private static double ShareGone(in ScoringContext context)
    {
        var header = new AccountHeader(context.State);
        if (!header.BalanceKnown)
        {
            return ShareUnknown;
        }

        var gone = context.Usual.Day.SumEstimate;
        var there = header.Balance + gone;
        return there <= 0 ? ShareMax : Math.Min(ShareMax, (context.Amount + gone) / there);
    }

    /// <summary>
    /// The third payment or a later one to the payee, in a rhythm, of about what it was: no surprise by its amount. It
    /// is one from a new device or country all the same.
    /// </summary>
    private static bool IsRegular(in ScoringContext context, double settings) =>
        settings <= 0 && context.Met.HasRhythm(context.Inputs.CivilDay)
            && context.LogAmount <= context.Met.GreatestLog + Fifth;

    /// <summary>A fee that the bank takes; a transfer is none, whatever its text says.</summary>
    private static bool IsTheBanksOwn(in TransactionClassification classification) =>
        classification is { Flow: FlowKind.Fees, Way: not PayWay.Transfer };

    private static bool IsNew(in Rarity rarity) => rarity is { Seen: 0, Total: > 0 };
}
