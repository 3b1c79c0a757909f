using System.Text.Json;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// A balance, written as amounts are: with its sign, CR or DR; or another column says on which side it is
/// (<c>{"column": …, "direction": {"column", "debit", "credit"}}</c>), where debit is what the customer owes.
/// </summary>
internal sealed class BalanceField(TextField text, DirectionColumn? side)
{
    private const string Place = "fields.balance";

    public static BalanceField Read(JsonElement json, Columns columns)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("direction", out var direction))
        {
            return new BalanceField(TextField.Read(json, columns, Place), null);
        }

        MapJson.Object(json, Place, "column", "direction");
        return new BalanceField(
            TextField.Read(json.GetProperty("column"), columns, Place),
            DirectionColumn.Read(direction, columns, Place + ".direction"));
    }

    /// <summary>As the contract writes a balance: with its sign; null where the row has none.</summary>
    public string? Of(Row row, MoneyCell cells, string currency)
    {
        if (text.Of(row) is not { } written)
        {
            return null;
        }

        var (amount, negative, told) = cells.Read(written, "balance", currency);
        var owed = side is null ? negative || told == Directions.Debit : side.Of(row) == Directions.Debit;
        return owed && !Money.IsZero(amount) ? "-" + amount : amount;
    }
}
