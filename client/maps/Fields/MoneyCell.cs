using System.Text.Json;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// How a file writes amounts: its decimal point, a dot unless stated, and its mark for thousands, which stands between
/// groups of three (<c>"lakh": true</c>: between groups of two before the last three).
/// </summary>
internal readonly record struct MoneyCell(char DecimalPoint, char? Thousands, bool Lakh)
{
    public static MoneyCell Read(JsonElement amount) => new(
        Letter(amount, "decimal") ?? '.', Letter(amount, "thousands"), MapJson.Flag(amount, "lakh", "amount"));

    public (string Amount, bool Negative, string? Direction) Read(string? text, string column)
    {
        if (text is null)
        {
            throw new RowException(column, "is empty");
        }

        return Money.TryRead(text, this, out var amount, out var negative, out var direction)
            ? (amount, negative && !Money.IsZero(amount), direction)
            : throw new RowException(column, "is not an amount");
    }

    /// <summary>As the contract writes a balance: with its sign.</summary>
    public string Signed(string text, string column)
    {
        var (amount, negative, direction) = Read(text, column);
        return (negative || direction == Contract.Transactions.Directions.Debit) && !Money.IsZero(amount)
            ? "-" + amount : amount;
    }

    private static char? Letter(JsonElement json, string name) => MapJson.Text(json, name, "amount") switch
    {
        null or "" => null,
        [var letter] => letter,
        _ => throw new MapException($"amount.{name}", "must be one character"),
    };
}
