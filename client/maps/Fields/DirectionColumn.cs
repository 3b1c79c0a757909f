using System.Text.Json;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// A column that says which way money went, and what it says: <c>{"column", "debit": ["DR"], "credit": "CR"}</c>.
/// </summary>
internal sealed class DirectionColumn(int column, string name, string[] debit, string[] credit)
{
    public static DirectionColumn Read(JsonElement json, Columns columns, string place)
    {
        MapJson.Object(json, place, "column", "debit", "credit");
        var name = MapJson.Required(json, "column", place);
        var (debit, credit) = (MapJson.Texts(json, "debit", place), MapJson.Texts(json, "credit", place));
        return debit.Length == 0 || credit.Length == 0
            ? throw new MapException(place, "say which values mean 'debit' and which 'credit'")
            : new DirectionColumn(columns.Find(name, place), name, debit, credit);
    }

    public string Of(Row row)
    {
        var told = row[column];
        return debit.Contains(told, StringComparer.OrdinalIgnoreCase) ? Directions.Debit
            : credit.Contains(told, StringComparer.OrdinalIgnoreCase) ? Directions.Credit
            : throw new RowException(name, "is neither of the values for debit nor of those for credit");
    }
}
