using OrleansRisk.Statements.Results;

namespace OrleansRisk.Loads.Files;

/// <summary>Formats by the names that people know them by.</summary>
internal static class FormatNames
{
    public static string Of(StatementFormat format) => format switch
    {
        StatementFormat.Camt052 => "camt.052",
        StatementFormat.Camt053 => "camt.053",
        StatementFormat.Camt054 => "camt.054",
        StatementFormat.PlaidGet or StatementFormat.PlaidSync => "plaid",
        StatementFormat.PayNet => "paynet",
        StatementFormat.AccountAggregator => "account-aggregator",
        StatementFormat.OpenBankingUk => "open-banking-uk",
        StatementFormat.BerlinGroup => "berlin-group",
        _ => format.ToString().ToLowerInvariant(),
    };
}
