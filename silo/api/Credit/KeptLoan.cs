using OrleansRisk.Actors.Credit;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Api.Credit;

/// <summary>A kept assessment, back from the contract's shape to the engine's.</summary>
internal static class KeptLoan
{
    public static AccountKey Key(AssessedAccountBody account) =>
        Ids.TryParseAccount(account.AccountId, out var letters) && AccountKey.TryParse(letters, out var key)
            ? key : default;

    /// <summary>The loan as one of the accounts judged it.</summary>
    public static CreditQuery Query(CreditAssessmentBody kept, AssessedAccountBody account)
    {
        var currency = Currency.TryParse(kept.Loan.Currency, out var known) ? known : default;
        return new CreditQuery(
            currency.Number, Minor(kept.Loan.Amount, currency), Minor(kept.Loan.Instalment, currency),
            kept.Loan.Months, account.Holders ?? 0, kept.AsOf is { } asOf ? DateText.ToDay(asOf) : 0)
        {
            Facts = kept.Facts is { } facts ? FactsReader.Asked(facts, currency) : null,
            Again = new CreditPlace(account.Sequence, DateText.ToDay(account.Day), account.ModelDeployment),
        };
    }

    private static long Minor(string text, Currency currency) =>
        DecimalText.ToMinor(text, currency.Decimals, out var minor) is null
            ? minor : throw new FormatException("a kept assessment has money that does not read");
}
