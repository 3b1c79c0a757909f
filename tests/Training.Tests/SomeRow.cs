using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Training.Tests;

/// <summary>A transaction of which nothing is known but some features.</summary>
internal static class SomeRow
{
    public static MeasuredRow Of(int account, bool fraud, params (FeatureNumber Feature, double Value)[] known) =>
        Of(account, fraud, counterparty: null, known);

    public static MeasuredRow Of(
        int account, bool fraud, string? counterparty, params (FeatureNumber Feature, double Value)[] known)
    {
        var features = FeatureRow.Missing();
        foreach (var (feature, value) in known)
        {
            features[(int)feature] = value;
        }

        var transaction = new Transaction
        {
            Id = "T",
            At = 0,
            AmountMinor = 1,
            Currency = Currency.FromNumber(458),
            Direction = Direction.Debit,
            Counterparty = counterparty,
        };
        return new MeasuredRow(new LabelledTransaction(transaction, account, fraud, ""), features, default(Decision));
    }
}
