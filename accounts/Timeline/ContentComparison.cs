using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Timeline;

/// <summary>How two transactions of one identity differ.</summary>
internal static class ContentComparison
{
    private const long SecondMilliseconds = 1_000;

    /// <summary>
    /// Whether they say the same of what happened: texts that banks clean, spellings of words, and parts of a second
    /// aside.
    /// </summary>
    public static bool HaveSameFacts(Transaction first, Transaction second) => Differences(first, second with
    {
        Counterparty = first.Counterparty,
        Description = first.Description,
        Category = IsSpeltAs(first.Category, second.Category) ? first.Category : second.Category,
        Channel = IsSpeltAs(first.Channel, second.Channel) ? first.Channel : second.Channel,
        At = first.At / SecondMilliseconds == second.At / SecondMilliseconds ? first.At : second.At,
    }).Count == 0;

    /// <summary>The fields that differ, by their names on the wire.</summary>
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

    /// <summary>The same letters and digits, whatever their case and what stands between them.</summary>
    private static bool IsSpeltAs(string? first, string? second) =>
        first is not null && second is not null && Letters(first) == Letters(second);

    private static string Letters(string word) =>
        string.Concat(word.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static void Compare<T>(List<string> fields, string name, T first, T second)
    {
        if (!EqualityComparer<T>.Default.Equals(first, second))
        {
            fields.Add(name);
        }
    }
}
