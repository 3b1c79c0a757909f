using System.Text.Json;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// Amount and direction, in one of four ways: the sign says it (<c>"positive": "debit"</c>), it is always the same
/// (<c>"direction": "debit"</c>), another column says it (<c>"direction": {"column", "debit", "credit"}</c>), or there
/// is a column for each (<c>{"debit": …, "credit": …}</c>). CR or DR behind an amount comes before all of them.
/// </summary>
internal abstract class AmountRule(MoneyCell cells)
{
    public abstract (string Amount, string Direction) Of(Row row, string currency);

    public static AmountRule Read(JsonElement json, Columns columns)
    {
        const string place = "amount";
        MapJson.Object(
            json, place, "column", "positive", "direction", "debit", "credit", "decimal", "thousands", "lakh", "minor",
            "round");
        var cells = MoneyCell.Read(json);
        if (json.TryGetProperty("debit", out _) || json.TryGetProperty("credit", out _))
        {
            var (debit, credit) = (MapJson.Required(json, "debit", place), MapJson.Required(json, "credit", place));
            return new TwoColumns(columns.Find(debit, place), debit, columns.Find(credit, place), credit, cells);
        }

        var name = MapJson.Required(json, "column", place);
        var column = columns.Find(name, place);
        var positive = MapJson.Text(json, "positive", place);
        if (json.TryGetProperty("direction", out var direction) == positive is not null)
        {
            throw new MapException(place, "say either 'positive' or 'direction', or name 'debit' and 'credit' columns");
        }

        if (positive is not null)
        {
            return new Signed(column, name, Word(positive, place), cells);
        }

        return direction.ValueKind == JsonValueKind.String
            ? new Constant(column, name, Word(direction.GetString()!, place), cells)
            : new Told(column, name, DirectionColumn.Read(direction, columns, "amount.direction"), cells);
    }

    protected (string Amount, bool Negative, string? Direction) Number(
        Row row, int column, string name, string currency) => cells.Read(row[column], name, currency);

    private static string Word(string text, string place) => text is Directions.Debit or Directions.Credit
        ? text
        : throw new MapException(place, "a direction is 'debit' or 'credit'");

    private static string Other(string direction) =>
        direction == Directions.Debit ? Directions.Credit : Directions.Debit;

    private sealed class Signed(int column, string name, string positive, MoneyCell cells)
        : AmountRule(cells)
    {
        public override (string Amount, string Direction) Of(Row row, string currency)
        {
            var (amount, negative, told) = Number(row, column, name, currency);
            return (amount, told ?? (negative ? Other(positive) : positive));
        }
    }

    private sealed class Constant(int column, string name, string direction, MoneyCell cells)
        : AmountRule(cells)
    {
        public override (string Amount, string Direction) Of(Row row, string currency)
        {
            var (amount, negative, told) = Number(row, column, name, currency);
            return (amount, told ?? (negative ? Other(direction) : direction));
        }
    }

    private sealed class Told(int column, string name, DirectionColumn teller, MoneyCell cells) : AmountRule(cells)
    {
        public override (string Amount, string Direction) Of(Row row, string currency)
        {
            // The sign is not asked: where a column says the direction, files carry signs or not as they please.
            var (amount, _, _) = Number(row, column, name, currency);
            return (amount, teller.Of(row));
        }
    }

    private sealed class TwoColumns(
        int debit, string debitName, int credit, string creditName, MoneyCell cells)
        : AmountRule(cells)
    {
        public override (string Amount, string Direction) Of(Row row, string currency)
        {
            var (taken, given) = (row[debit], row[credit]);
            if (taken is not null && (given is null || Money.IsZero(given)))
            {
                return (Number(row, debit, debitName, currency).Amount, Directions.Debit);
            }

            return given is not null && (taken is null || Money.IsZero(taken))
                ? (Number(row, credit, creditName, currency).Amount, Directions.Credit)
                : throw new RowException($"{debitName}, {creditName}", "exactly one of the two must hold an amount");
        }
    }
}
