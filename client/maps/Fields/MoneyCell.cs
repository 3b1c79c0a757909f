using System.Text.Json;

namespace OrleansRisk.Maps.Fields;

/// <summary>How a file writes amounts: its decimal point, a dot unless stated, and its mark for thousands.</summary>
internal readonly record struct MoneyCell(char DecimalPoint, char? Thousands)
{
    public static MoneyCell Read(JsonElement amount) => new(Letter(amount, "decimal") ?? '.',
        Letter(amount, "thousands"));

    public (string Amount, bool Negative) Read(string? text, string column)
    {
        if (text is null)
        {
            throw new RowException(column, "is empty");
        }

        return Money.TryRead(text, DecimalPoint, Thousands, out var amount, out var negative)
            ? (amount, negative)
            : throw new RowException(column, "is not an amount");
    }

    /// <summary>As the contract writes a balance: with its sign.</summary>
    public string Signed(string text, string column)
    {
        var (amount, negative) = Read(text, column);
        return negative ? "-" + amount : amount;
    }

    private static char? Letter(JsonElement json, string name) => MapJson.Text(json, name, "amount") switch
    {
        null or "" => null,
        [var letter] => letter,
        _ => throw new MapException($"amount.{name}", "must be one character"),
    };
}
