using System.Text.Json;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// How a file writes amounts: its decimal point, a dot unless stated, and its mark for thousands, which stands between
/// groups of three (<c>"lakh": true</c>: between groups of two before the last three). <c>"minor": true</c> means
/// whole sen or cents; <c>"round": true</c> rounds what has more decimals than the currency, half to even, where it is
/// refused otherwise.
/// </summary>
internal readonly record struct MoneyCell(char DecimalPoint, char? Thousands, bool Lakh, bool Minor, bool Round)
{
    public static MoneyCell Read(JsonElement amount) => new(
        Letter(amount, "decimal") ?? '.', Letter(amount, "thousands"), MapJson.Flag(amount, "lakh", "amount"),
        MapJson.Flag(amount, "minor", "amount"), MapJson.Flag(amount, "round", "amount"));

    /// <summary>Unsigned as the contract writes it, in the currency's own unit.</summary>
    public (string Amount, bool Negative, string? Direction) Read(string? text, string column, string currency)
    {
        if (text is null)
        {
            throw new RowException(column, "is empty");
        }

        if (!Money.TryRead(text, this, out var amount, out var negative, out var direction))
        {
            throw new RowException(column, "is not an amount");
        }

        amount = Minor ? Money.OfMinor(amount, currency) ?? throw new RowException(column, "is no whole number of "
            + "minor units of a known currency") : amount;
        amount = Round ? Money.Rounded(amount, currency) : amount;
        return (amount, negative && !Money.IsZero(amount), direction);
    }

    private static char? Letter(JsonElement json, string name) => MapJson.Text(json, name, "amount") switch
    {
        null or "" => null,
        [var letter] => letter,
        _ => throw new MapException($"amount.{name}", "must be one character"),
    };
}
