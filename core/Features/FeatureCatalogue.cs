namespace OrleansRisk.Core.Features;

/// <summary>Every feature with its stable name, family, unit and what missing means.</summary>
public static class FeatureCatalogue
{
    private const string Money = "no amount in the account's currency, or an amount of zero";
    private const string Debits = "money coming in";
    private const string Clock = "money coming in, or only the day is known";
    private const string Spent = "nothing was spent in that time, or money coming in";
    private const string Party = "no counterparty stated, or nothing published of it";
    private const string Labelled = "no counterparty stated, or no transaction with it is labelled";

    private static readonly FeatureEntry[] Rows =
    [
        Row(FeatureNumber.AmountLog, "amount.log", Family.Amount, FeatureUnit.Number,
            "ln(1 + amount in minor units)", "no amount in the account's currency"),
        Row(FeatureNumber.AmountValue, "amount.value", Family.Amount, FeatureUnit.Money,
            "the amount", "no amount in the account's currency"),
        Row(FeatureNumber.AmountRatioMean, "amount.ratio_mean", Family.Amount, FeatureUnit.Number,
            "amount over the account's mean payment, shrunk", Money + ", or money coming in"),
        Row(FeatureNumber.AmountZ, "amount.z", Family.Amount, FeatureUnit.Deviations,
            "deviation of the amount from the account's mean payment", Money + ", or money coming in"),
        Row(FeatureNumber.AmountZLog, "amount.z_log", Family.Amount, FeatureUnit.Deviations,
            "deviation of ln(1 + amount) among the same way of paying", Money),
        Row(FeatureNumber.AmountRatioMax30, "amount.ratio_max30", Family.Amount, FeatureUnit.Number,
            "amount over the greatest payment of about 30 days", Money + ", money coming in, or no payment since"),
        Row(FeatureNumber.AmountRound, "amount.round", Family.Structuring, FeatureUnit.Count,
            "zeros at the end of the amount in whole units, 0 where it has a fraction", Money),
        Row(FeatureNumber.AmountBelowLimit, "amount.below_limit", Family.Structuring, FeatureUnit.Share,
            "nearness to a cash-reporting limit from below: 0 at nine tenths of it and less, 1 just below it, 0 above",
            Money + ", or no limit is known of the currency"),
        Row(FeatureNumber.VelocityCount1H, "velocity.count_1h", Family.Velocity, FeatureUnit.Count,
            "payments in the hour before", Clock),
        Row(FeatureNumber.VelocityCount1D, "velocity.count_1d", Family.Velocity, FeatureUnit.Count,
            "payments in the 24 hours before", Debits),
        Row(FeatureNumber.VelocityCount7D, "velocity.count_7d", Family.Velocity, FeatureUnit.Count,
            "payments in the 7 days before", Debits),
        Row(FeatureNumber.VelocityCount30D, "velocity.count_30d", Family.Velocity, FeatureUnit.Count,
            "payments of the last 30 civil days", Debits),
        Row(FeatureNumber.VelocityBurst1H, "velocity.burst_1h", Family.Velocity, FeatureUnit.Nats,
            "how unlikely so many payments in an hour are at the account's own rate", Clock),
        Row(FeatureNumber.VelocityBurst1D, "velocity.burst_1d", Family.Velocity, FeatureUnit.Nats,
            "how unlikely so many payments in a day are at the account's own rate", Debits),
        Row(FeatureNumber.VelocityHawkes, "velocity.hawkes", Family.Velocity, FeatureUnit.Number,
            "payments fading with a half-life of an hour, above what the account's own rate would leave", Clock),
        Row(FeatureNumber.VelocityGap, "velocity.gap", Family.Velocity, FeatureUnit.Seconds,
            "time since the transaction before, 0 to 30 days", "the first transaction, or only the day is known"),
        Row(FeatureNumber.SpendAverage1D, "spend.average_1d", Family.Spend, FeatureUnit.Number,
            "mean payment of 24 hours over the account's mean", Spent),
        Row(FeatureNumber.SpendAverage7D, "spend.average_7d", Family.Spend, FeatureUnit.Number,
            "mean payment of 7 days over the account's mean", Spent),
        Row(FeatureNumber.SpendAverage30D, "spend.average_30d", Family.Spend, FeatureUnit.Number,
            "mean payment of 30 days over the account's mean", Spent),
        Row(FeatureNumber.SpendDay, "spend.day", Family.Spend, FeatureUnit.Number,
            "money going out within 24 hours over a usual day", "money coming in, or no rate was given"),
        Row(FeatureNumber.SpendWeek, "spend.week", Family.Spend, FeatureUnit.Number,
            "money going out within 7 days over a usual week", "money coming in, or no rate was given"),
        Row(FeatureNumber.RepeatOutliers14D, "repeat.outliers_14d", Family.Repeat, FeatureUnit.Count,
            "own outliers of the last 14 civil days, at most 7 a day", Debits),
        Row(FeatureNumber.RepeatOutliersFaded, "repeat.outliers_faded", Family.Repeat, FeatureUnit.Count,
            "own outliers fading with a half-life of a week", Debits),
        Row(FeatureNumber.RepeatSinceOutlier, "repeat.since_outlier", Family.Repeat, FeatureUnit.Days,
            "days since the last own outlier", "there was none, or money coming in"),
        Row(FeatureNumber.CounterpartyCount1D, "counterparty.count_1d", Family.Counterparty, FeatureUnit.Count,
            "transactions there within a day, seen as late as labels are", Party),
        Row(FeatureNumber.CounterpartyCount7D, "counterparty.count_7d", Family.Counterparty, FeatureUnit.Count,
            "transactions there within 7 days, seen as late as labels are", Party),
        Row(FeatureNumber.CounterpartyCount30D, "counterparty.count_30d", Family.Counterparty, FeatureUnit.Count,
            "transactions there within 30 days, seen as late as labels are", Party),
        Row(FeatureNumber.CounterpartyRisk1D, "counterparty.risk_1d", Family.Counterparty, FeatureUnit.Share,
            "smoothed share of fraud among counterparty.count_1d", Party),
        Row(FeatureNumber.CounterpartyRisk7D, "counterparty.risk_7d", Family.Counterparty, FeatureUnit.Share,
            "smoothed share of fraud among counterparty.count_7d", Party),
        Row(FeatureNumber.CounterpartyRisk30D, "counterparty.risk_30d", Family.Counterparty, FeatureUnit.Share,
            "smoothed share of fraud among counterparty.count_30d", Party),
        Row(FeatureNumber.CounterpartyLast1, "counterparty.last_1", Family.Counterparty, FeatureUnit.Share,
            "whether the newest labelled transaction there is fraud", Labelled),
        Row(FeatureNumber.CounterpartyLast3, "counterparty.last_3", Family.Counterparty, FeatureUnit.Share,
            "share of fraud among the newest 3 labelled there", Labelled),
        Row(FeatureNumber.CounterpartyLast5, "counterparty.last_5", Family.Counterparty, FeatureUnit.Share,
            "share of fraud among the newest 5 labelled there", Labelled),
        Row(FeatureNumber.CounterpartySinceFraud, "counterparty.since_fraud", Family.Counterparty, FeatureUnit.Days,
            "days since the newest known fraud there, -1 where none is known", Party),
        Row(FeatureNumber.CounterpartyFraudAge, "counterparty.fraud_age", Family.Counterparty, FeatureUnit.Days,
            "days since the first known fraud of the present streak, -1 where there is none", Party),
        Row(FeatureNumber.CounterpartyGenuineSince, "counterparty.genuine_since", Family.Counterparty,
            FeatureUnit.Count, "transactions there known as genuine since the newest known fraud, -1 for no fraud",
            Party),
        Row(FeatureNumber.CounterpartyRiskFaded, "counterparty.risk_faded", Family.Counterparty, FeatureUnit.Share,
            "smoothed share of fraud there, fading with a half-life of 14 days", Party),
        Row(FeatureNumber.NoveltyParty, "novelty.party", Family.Novelty, FeatureUnit.Nats,
            "surprise of a counterparty not met before, 0 for one that was", "no counterparty stated"),
        Row(FeatureNumber.NoveltyPartyShare, "novelty.party_share", Family.Novelty, FeatureUnit.Share,
            "its share of the account's transactions with a counterparty",
            "no counterparty stated, or the first transaction with any"),
        Row(FeatureNumber.NoveltyCountry, "novelty.country", Family.Novelty, FeatureUnit.Nats,
            "surprise of the country", "no country stated"),
        Row(FeatureNumber.NoveltyDevice, "novelty.device", Family.Novelty, FeatureUnit.Nats,
            "surprise of the device", "no device stated"),
        Row(FeatureNumber.NoveltyChannel, "novelty.channel", Family.Novelty, FeatureUnit.Nats,
            "surprise of the channel", "no channel stated"),
        Row(FeatureNumber.NoveltyCategory, "novelty.category", Family.Novelty, FeatureUnit.Nats,
            "surprise of the merchant's group or the category", "neither stated"),
        Row(FeatureNumber.NoveltyParties1D, "novelty.parties_1d", Family.Novelty, FeatureUnit.Number,
            "different counterparties of the day over the account's usual", "no counterparty stated"),
        Row(FeatureNumber.NoveltyParties30D, "novelty.parties_30d", Family.Novelty, FeatureUnit.Number,
            "different counterparties of about 30 days over those of the time before",
            "no counterparty stated, or nothing to compare with"),
        Row(FeatureNumber.TimeHourSurprise, "time.hour_surprise", Family.Time, FeatureUnit.Nats,
            "surprise of the hour", "only the day is known"),
        Row(FeatureNumber.TimeHour, "time.hour", Family.Time, FeatureUnit.Hour,
            "hour of the account's day", "only the day is known"),
        Row(FeatureNumber.TimeWeekday, "time.weekday", Family.Time, FeatureUnit.Number,
            "0 Monday to 6 Sunday", "never"),
        Row(FeatureNumber.DrainBalance, "drain.balance", Family.Drain, FeatureUnit.Share,
            "amount over the balance before it, up to 2", "no balance is known, or money coming in"),
        Row(FeatureNumber.DrainGone24H, "drain.gone_24h", Family.Drain, FeatureUnit.Share,
            "what has left within 24 hours with it over what was there before, up to 2",
            "no balance is known, or money coming in"),
        Row(FeatureNumber.DrainPassedThrough, "drain.passed_through", Family.Drain, FeatureUnit.Share,
            "how near the payment is to what came in within about a day",
            "nothing worth it came in, or money coming in"),
        Row(FeatureNumber.GeoSpeed, "geo.speed", Family.Geo, FeatureUnit.KilometresPerHour,
            "speed that getting here from the place before would take", "no place stated, here or before"),
        Row(FeatureNumber.GraphNewAccounts1D, "graph.new_accounts_1d", Family.Graph, FeatureUnit.Count,
            "accounts that met this counterparty first within a day", Party),
        Row(FeatureNumber.GraphNewAccounts7D, "graph.new_accounts_7d", Family.Graph, FeatureUnit.Count,
            "accounts that met this counterparty first within 7 days", Party),
        Row(FeatureNumber.GraphBadAccounts, "graph.bad_accounts", Family.Graph, FeatureUnit.Count,
            "accounts with a transaction there that is known as fraud", Party),
        Row(FeatureNumber.GraphFanIn, "graph.fan_in", Family.Graph, FeatureUnit.Number,
            "transactions there, fading, over the different accounts that made them", Party),
        Row(FeatureNumber.HistoryTransactions, "history.transactions", Family.History, FeatureUnit.Count,
            "transactions of the account before", "never"),
        Row(FeatureNumber.HistoryDays, "history.days", Family.History, FeatureUnit.Days,
            "days since the account's first transaction", "the first transaction"),
        Row(FeatureNumber.CounterpartyFraudRun, "counterparty.fraud_run", Family.Counterparty, FeatureUnit.Days,
            "counterparty.fraud_age while nothing there is known as genuine since the newest known fraud, else -1",
            Party),
        .. CreditCatalogue.Rows,
    ];

    private static readonly Dictionary<FeatureNumber, FeatureEntry> ByNumber =
        Rows.ToDictionary(static row => row.Number);

    private static readonly Dictionary<string, FeatureEntry> ByName =
        Rows.ToDictionary(static row => row.Name, StringComparer.Ordinal);

    /// <summary>All features in the order of their numbers.</summary>
    public static IReadOnlyList<FeatureEntry> All => Rows;

    /// <summary>Null where there is no feature of that name.</summary>
    public static FeatureEntry? Find(string name) => ByName.GetValueOrDefault(name);

    public static FeatureEntry Of(FeatureNumber number) => ByNumber[number];

    public static string NameOf(FeatureNumber number) => ByNumber[number].Name;

    private static FeatureEntry Row(
        FeatureNumber number, string name, Family family, FeatureUnit unit, string meaning, string missing) =>
        new(number, name, family, unit, meaning, missing);
}
