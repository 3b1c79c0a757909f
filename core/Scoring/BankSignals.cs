using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// What speaks for a payment out of a bank account being a thief's or a scammer's, before any label is known: how large
/// it is for the account, how much of the balance goes, whether money came in just before, and who gets it. Weights are
/// a logistic regression on the invented lender <c>my</c>, rounded; the scale puts one line in 200 of it where one of
/// 200 stood before. See docs/decisions/0163-signals-of-bank-accounts.md. From scoring version 4; a card by itself,
/// without balances and transfers, is scored as before.
/// </summary>
internal struct BankSignals
{
    /// <summary>Nats, in the sum of all families and by family for the reasons.</summary>
    public double Surprise;
    public Surprises.PerFamily Contributions;

    /// <summary>Of the drain the part that is money which came in just before.</summary>
    public double JustArrived;

    private const double Zero = 8.1 - (0.88 * 5.1), Scale = 0.88;
    private const double PerLog = 0.62, PerLogToNew = 0.16, PerSpread = 0.9;
    private const double PerShare = 4.1, ShareUnknown = 0.35, ShareMax = 1.2;
    private const double PerArrived = 3.75, ArrivedMax = 1.2;
    private const double PerNewParty = 0.29, PerNewPartyByCard = 0.86, NewPartiesMax = 4, ByCardMax = 3;
    private const double OfNewDevice = 0.87, OfNewCountry = 1.17, OfMetLately = 1.3, OfMetToday = 2.9;
    private const double ByCard = -3.55, InCash = -0.7, ForABill = -1.2, Regular = -2.5;
    private const double VelocityShare = 0.25;

    /// <summary>Labels of the counterparty are all there is beside the signals of a payment that shows none.</summary>
    private const double LabelsWeight = 1.25;

    /// <summary>Logarithms above the own mean beyond which an amount weighs no more.</summary>
    private const double LogMax = 6;
    private const double SpreadMin = 0.5, SpreadMax = 2.5;

    /// <summary>Days within which a payee is still new.</summary>
    private const int NewDays = 40;

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
        signals.Contributions[(int)Family.Counterparty] = LabelsWeight * surprises[(int)Family.Counterparty];
        signals.Contributions[(int)Family.Velocity] = VelocityShare * surprises[(int)Family.Velocity];
        var beside = signals.Contributions.Sum();
        if (!context.Credit && context.HasMoney && context.Amount > 0 && !IsTheBanksOwn(context.Classification))
        {
            signals.Surprise = Math.Max(0, Zero + (Scale * signals.Payment(context)));
        }

        signals.Surprise += beside;
        return signals;
    }

    private double Payment(in ScoringContext context)
    {
        var met = context.Met;
        var (day, sinceFirst) = (context.Inputs.CivilDay, context.Inputs.CivilDay - met.FirstDay);
        var isNew = met.Transactions == 0 || sinceFirst <= NewDays;
        var (above, spread) = AboveOwn(context);
        var (amount, toNew) = (PerLog * above, isNew ? PerLogToNew * above : 0);
        var drained = PerShare * (ShareGone(context) - ShareUnknown);
        var arrived = new DecayedSums(context.State).SumAt(HalfLives.Hour, credit: true, context.Now);
        JustArrived = PerArrived * Math.Min(ArrivedMax, arrived / context.Amount);
        var known = met.Transactions == 0 || !isNew ? 0 : sinceFirst <= 1 ? OfMetToday : OfMetLately;
        var card = context.Classification.Way == PayWay.Card;
        var parties = new PartyTable(context.State).FirstMetSince(day - 1);
        var others = (isNew ? PerNewParty * Math.Min(NewPartiesMax, parties) : 0)
            + (card ? PerNewPartyByCard * Math.Min(ByCardMax, parties) : 0);
        var settings = (isNew && IsNew(NoveltyFamily.Device(context)) ? OfNewDevice : 0)
            + (IsNew(NoveltyFamily.Country(context)) ? OfNewCountry : 0);
        Explain(amount, drained, met.Transactions == 0 ? toNew + settings + others : settings,
            met.Transactions == 0 ? 0 : toNew + known + others);
        var way = context.Classification.Way switch { PayWay.Card => ByCard, PayWay.Cash => InCash, _ => 0 };
        var text = isNew && context.Classification.Way == PayWay.Transfer; // which a thief may have written
        var bill = !text && context.Classification.Flow is (FlowKind.Debt or FlowKind.Essential) ? ForABill : 0;
        return amount + toNew - (PerSpread * spread) + drained + (PerShare * ShareUnknown) + JustArrived + known
            + others + settings + way + bill + (IsRegular(context, settings) ? Regular : 0);
    }

    private void Explain(double amount, double drained, double novelty, double pace)
    {
        Contributions[(int)Family.Amount] = Scale * amount;
        Contributions[(int)Family.Drain] = Scale * (Math.Max(0, drained) + JustArrived);
        Contributions[(int)Family.Novelty] = Scale * novelty;
        Contributions[(int)Family.Velocity] += Scale * pace;
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
