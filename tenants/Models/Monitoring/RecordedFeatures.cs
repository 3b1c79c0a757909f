namespace OrleansRisk.Tenants.Models.Monitoring;

/// <summary>Names of the bins that every record holds, in their order: what drift is looked for in.</summary>
internal static class RecordedFeatures
{
    private static readonly string[] Names =
    [
        "amount.ratio", "amount.deviation", "amount.log_deviation", "velocity.burst_1h", "velocity.burst_1d",
        "drain.passed_through", "spend.day", "spend.week", "repeat.outliers", "novelty.party", "novelty.setting",
        "time.hour", "drain.gone", "counterparty.risk", "counterparty.recent_fraud", "surprise",
    ];

    public static string NameOf(int place) => Names[place];
}
