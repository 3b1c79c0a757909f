using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Features;

/// <summary>Someone, somewhere or something new, weighed by how often the account meets the new anyway.</summary>
internal static class NoveltyFamily
{
    private const int MonthDays = 30;

    public static void Measure(in ScoringContext context, ref FeatureValues values)
    {
        if (context.Party != 0)
        {
            values[(int)FeatureId.NewParty] = IsNewParty(context) ? -Logarithm.Log(NewPartyShare(context)) : 0;
        }

        values[(int)FeatureId.NewSetting] = -Logarithm.Log(Rarest(context).Share);
    }

    public static bool IsNewParty(in ScoringContext context) =>
        new PartyTable(context.State).Count(context.Party) == 0;

    public static Reason Explain(in ScoringContext context, double partySurprise, double settingSurprise)
    {
        if (partySurprise >= settingSurprise)
        {
            return new()
            {
                Code = ReasonCode.CounterpartyNew,
                Value = double.NaN,
                Usual = 100 * NewPartyShare(context)
            };
        }

        var rarest = Rarest(context);
        return new() { Code = rarest.Code, Value = rarest.Seen, Usual = rarest.Total };
    }

    public static int Group(in ScoringContext context) => context.Transaction switch
    {
        _ when context.Classification.SetApart => 0,
        { Mcc: > 0 } transaction => MerchantCodes.Group(transaction.Mcc),
        { Category: { Length: > 0 } category } =>
            (int)(ScoringContext.ShortHash(category) >> 1) % (Layout.MerchantGroupCount - 1) + 1,
        _ => 0,
    };

    public static Rarity Country(in ScoringContext context) =>
        Setting(context, SettingKind.Country, context.Transaction.Country, ReasonCode.CountryUnusual);

    public static Rarity Channel(in ScoringContext context) =>
        Setting(context, SettingKind.Channel, context.Transaction.Channel, ReasonCode.ChannelUnusual);

    public static Rarity Device(in ScoringContext context) =>
        Setting(context, SettingKind.Device, context.Transaction.Device, ReasonCode.DeviceUnusual);

    public static Rarity Category(in ScoringContext context)
    {
        var group = Group(context);
        if (group == 0)
        {
            return new(ReasonCode.CategoryUnusual, double.NaN, 0, 0);
        }

        var (seen, total) = new MerchantGroups(context.State).Count(group);
        return Rarity.Of(ReasonCode.CategoryUnusual, seen, total, Layout.MerchantGroupCount);
    }

    /// <summary>Of the transactions that had a counterparty, the share of this one; NaN for none.</summary>
    public static double PartyShare(in ScoringContext context)
    {
        var events = new AccountHeader(context.State).PartyEvents;
        return context.Party == 0 || events == 0
            ? double.NaN
            : Math.Min(1, new PartyTable(context.State).Count(context.Party) / (double)events);
    }

    /// <summary>Different counterparties of the day with this one, over those of a usual day.</summary>
    public static double PartiesOfADay(in ScoringContext context)
    {
        var usual = new PartySketches(context.State).UsualDay;
        var table = new PartyTable(context.State);
        var day = context.Inputs.CivilDay;
        var another = table.NewestDay(context.Party) == day ? 0 : 1;
        return usual > 0 ? (table.MetOn(day) + another) / usual : double.NaN;
    }

    /// <summary>
    /// Different counterparties of 30 days with this one, exact up to 32, over as many days' share of the 45 before.
    /// </summary>
    public static double PartiesOfAMonth(in ScoringContext context, int newestDay)
    {
        var table = new PartyTable(context.State);
        var day = context.Inputs.CivilDay;
        var epochs = (day / PartySketches.EpochDays) - (newestDay / PartySketches.EpochDays);
        var before = epochs > 1 ? 0 : new PartySketches(context.State).Estimate(day - PartySketches.EpochDays);
        var since = day - MonthDays + 1;
        var another = table.NewestDay(context.Party) >= since ? 0 : 1;
        return before > 0
            ? (table.MetSince(since) + another) / (before * MonthDays / PartySketches.EpochDays)
            : double.NaN;
    }

    private static double NewPartyShare(in ScoringContext context)
    {
        var header = new AccountHeader(context.State);
        return (header.PartyFirsts + (Priors.Weight * Priors.NewPartyShare)) / (header.PartyEvents + Priors.Weight);
    }

    /// <summary>
    /// The least familiar of country, channel, device and category; not a number where none is stated.
    /// </summary>
    private static Rarity Rarest(in ScoringContext context)
    {
        var rarest = new Rarity(ReasonCode.None, double.NaN, 0, 0);
        return rarest.Or(Country(context)).Or(Channel(context)).Or(Device(context)).Or(Category(context));
    }

    private static Rarity Setting(in ScoringContext context, SettingKind kind, string? text, ReasonCode code)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new(code, double.NaN, 0, 0);
        }

        var (seen, total) = new SettingTable(context.State, kind).Count(ScoringContext.ShortHash(text));
        return Rarity.Of(code, seen, total, Layout.SettingSlots);
    }
}

/// <summary>The smoothed share of a value among those seen; not a number where none is stated.</summary>
internal readonly record struct Rarity(ReasonCode Code, double Share, int Seen, int Total)
{
    public static Rarity Of(ReasonCode code, int seen, int total, int values) =>
        new(code, (seen + 0.5) / (total + (0.5 * values)), seen, total);

    public double Nats => -Logarithm.Log(Share);

    public Rarity Or(in Rarity other) => double.IsNaN(Share) || other.Share < Share ? other : this;
}
