using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Features;

/// <summary>Someone, somewhere or something new, weighed by how often the account meets the new anyway.</summary>
internal static class NoveltyFamily
{
    private const int MonthDays = 30;

    public static void Measure(in Moment moment, ref FeatureValues values)
    {
        if (moment.Inputs.Counterparty != 0)
        {
            values[(int)FeatureId.NewParty] = IsNewParty(moment) ? -Logarithm.Log(NewPartyShare(moment)) : 0;
        }

        values[(int)FeatureId.NewSetting] = -Logarithm.Log(Rarest(moment).Share);
    }

    public static bool IsNewParty(in Moment moment) =>
        new PartyTable(moment.State).Count(moment.Inputs.Counterparty) == 0;

    public static Reason Explain(in Moment moment, double partySurprise, double settingSurprise)
    {
        if (partySurprise >= settingSurprise)
        {
            return new() { Code = ReasonCode.CounterpartyNew, Value = double.NaN, Usual = 100 * NewPartyShare(moment) };
        }

        var rarest = Rarest(moment);
        return new() { Code = rarest.Code, Value = rarest.Seen, Usual = rarest.Total };
    }

    public static int Group(in Moment moment) => moment.Transaction switch
    {
        _ when moment.Meaning.SetApart => 0,
        { Mcc: > 0 } transaction => MerchantCodes.Group(transaction.Mcc),
        { Category: { Length: > 0 } category } =>
            (int)(Moment.ShortHash(category) >> 1) % (Layout.MerchantGroupCount - 1) + 1,
        _ => 0,
    };

    public static Rarity Country(in Moment moment) =>
        Setting(moment, SettingKind.Country, moment.Transaction.Country, ReasonCode.CountryUnusual);

    public static Rarity Channel(in Moment moment) =>
        Setting(moment, SettingKind.Channel, moment.Transaction.Channel, ReasonCode.ChannelUnusual);

    public static Rarity Device(in Moment moment) =>
        Setting(moment, SettingKind.Device, moment.Transaction.Device, ReasonCode.DeviceUnusual);

    public static Rarity Category(in Moment moment)
    {
        var group = Group(moment);
        if (group == 0)
        {
            return new(ReasonCode.CategoryUnusual, double.NaN, 0, 0);
        }

        var (seen, total) = new MerchantGroups(moment.State).Count(group);
        return Rarity.Of(ReasonCode.CategoryUnusual, seen, total, Layout.MerchantGroupCount);
    }

    /// <summary>Of the transactions that had a counterparty, the share of this one; NaN for none.</summary>
    public static double PartyShare(in Moment moment)
    {
        var events = new AccountHeader(moment.State).PartyEvents;
        return moment.Inputs.Counterparty == 0 || events == 0
            ? double.NaN
            : Math.Min(1, new PartyTable(moment.State).Count(moment.Inputs.Counterparty) / (double)events);
    }

    /// <summary>Different counterparties of the day with this one, over those of a usual day.</summary>
    public static double PartiesOfADay(in Moment moment)
    {
        var usual = new PartySketches(moment.State).UsualDay;
        var table = new PartyTable(moment.State);
        var day = moment.Inputs.CivilDay;
        var another = table.NewestDay(moment.Inputs.Counterparty) == day ? 0 : 1;
        return usual > 0 ? (table.MetOn(day) + another) / usual : double.NaN;
    }

    /// <summary>
    /// Different counterparties of 30 days with this one, exact up to 32, over as many days' share of the 45 before.
    /// </summary>
    public static double PartiesOfAMonth(in Moment moment, int newestDay)
    {
        var table = new PartyTable(moment.State);
        var day = moment.Inputs.CivilDay;
        var epochs = (day / PartySketches.EpochDays) - (newestDay / PartySketches.EpochDays);
        var before = epochs > 1 ? 0 : new PartySketches(moment.State).Estimate(day - PartySketches.EpochDays);
        var since = day - MonthDays + 1;
        var another = table.NewestDay(moment.Inputs.Counterparty) >= since ? 0 : 1;
        return before > 0
            ? (table.MetSince(since) + another) / (before * MonthDays / PartySketches.EpochDays)
            : double.NaN;
    }

    private static double NewPartyShare(in Moment moment)
    {
        var header = new AccountHeader(moment.State);
        return (header.PartyFirsts + (Priors.Weight * Priors.NewPartyShare)) / (header.PartyEvents + Priors.Weight);
    }

    /// <summary>
    /// The least familiar of country, channel, device and category; not a number where none is stated.
    /// </summary>
    private static Rarity Rarest(in Moment moment)
    {
        var rarest = new Rarity(ReasonCode.None, double.NaN, 0, 0);
        return rarest.Or(Country(moment)).Or(Channel(moment)).Or(Device(moment)).Or(Category(moment));
    }

    private static Rarity Setting(in Moment moment, SettingKind kind, string? text, ReasonCode code)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new(code, double.NaN, 0, 0);
        }

        var (seen, total) = new SettingTable(moment.State, kind).Count(Moment.ShortHash(text));
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
