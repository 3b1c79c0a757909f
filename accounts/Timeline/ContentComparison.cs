using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Timeline;

/// <summary>Which fields of two transactions of one identity differ, by their names on the wire.</summary>
internal static class ContentComparison
{
    public static IReadOnlyList<string> Differences(Transaction first, Transaction second)
    {
        var fields = new List<string>();
        Compare(fields, "replaces", first.Replaces, second.Replaces);
        var time = first.DayOnly && second.DayOnly ? "date" : "at";
        Compare(fields, time, (first.At, first.DayOnly), (second.At, second.DayOnly));
        Compare(fields, "amount", first.AmountMinor, second.AmountMinor);
        Compare(fields, "currency", first.Currency, second.Currency);
        Compare(fields, "direction", first.Direction, second.Direction);
        Compare(fields, "counterparty", first.Counterparty, second.Counterparty);
        Compare(fields, "category", first.Category, second.Category);
        Compare(fields, "mcc", first.Mcc, second.Mcc);
        Compare(fields, "channel", first.Channel, second.Channel);
        Compare(fields, "country", first.Country, second.Country);
        Compare(fields, "balance", first.BalanceMinor, second.BalanceMinor);
        Compare(fields, "device", first.Device, second.Device);
        Compare(fields, "geo", first.Geo, second.Geo);
        Compare(fields, "description", first.Description, second.Description);
        Compare(fields, "fx", first.Fx, second.Fx);
        return fields;
    }

    private static void Compare<T>(List<string> fields, string name, T first, T second)
    {
        if (!EqualityComparer<T>.Default.Equals(first, second))
        {
            fields.Add(name);
        }
    }
}
