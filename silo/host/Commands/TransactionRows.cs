using System.Globalization;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Exports;

namespace OrleansRisk.Host.Commands;

/// <summary>
/// Exported transactions as `risk-training` reads them. Accounts, counterparties and devices go by their pseudonyms,
/// and no text that a lender wrote about a customer is among the columns.
/// </summary>
internal static class TransactionRows
{
    public const string Columns =
        "account,id,at,direction,amount,currency,counterparty,category,channel,country,device,mcc,balance,label,"
        + "labelled_at";

    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Of(ExportedTransaction exported)
    {
        var (transaction, inputs) = (exported.Transaction, exported.Inputs);
        string?[] cells =
        [
            exported.Account.ToString(), exported.Sequence.ToString(CultureInfo.InvariantCulture), At(transaction.At),
            transaction.Direction == Direction.Credit ? "credit" : "debit",
            MoneyText.Of(transaction.AmountMinor, transaction.Currency), transaction.Currency.Code,
            Pseudonym(inputs.Counterparty), CategoryOf(transaction, inputs), transaction.Channel,
            transaction.Country, Pseudonym(exported.Device),
            transaction.Mcc == 0 ? null : transaction.Mcc.ToString(CultureInfo.InvariantCulture),
            transaction.BalanceMinor is { } balance ? MoneyText.Of(balance, transaction.Currency) : null,
            exported.Label switch { LabelKind.Fraud => "fraud", LabelKind.Genuine => "genuine", _ => null },
            exported.Label is null ? null : At(Math.Max(exported.LabelledAt, transaction.At)),
        ];
        return string.Join(',', cells.Select(Quoted));
    }

    /// <summary>What rules found by a payee's name, which is not exported; else as it was stated.</summary>
    private static string? CategoryOf(Transaction transaction, in DecisionInputs inputs)
    {
        var finding = CategoryEvidence.Of(ScoringVersions.Newest, transaction, inputs);
        return finding.By is Evidence.Rule or Evidence.Pack
            ? CategoryCatalogue.NameOf(finding.Category)
            : transaction.Category;
    }

    private static string At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        .ToString(Time, CultureInfo.InvariantCulture);

    private static string? Pseudonym(ulong hash) =>
        hash == 0 ? null : hash.ToString("x16", CultureInfo.InvariantCulture);

    private static string Quoted(string? cell) => cell is null ? ""
        : cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell
        : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
