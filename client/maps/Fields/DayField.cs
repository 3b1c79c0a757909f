using System.Globalization;
using System.Text.Json;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Maps.Fields;

/// <summary>A day, where the bank knows no more: <c>{"column": …, "pattern": "yyyy-MM-dd"}</c>.</summary>
internal sealed class DayField(int column, string name, string[] patterns)
{
    public static DayField Read(JsonElement json, Columns columns, string place)
    {
        MapJson.Object(json, place, "column", "pattern");
        var name = MapJson.Required(json, "column", place);
        var patterns = MapJson.Texts(json, "pattern", place);
        return new DayField(columns.Find(name, place), name, patterns.Length == 0 ? ["yyyy-MM-dd"] : patterns);
    }

    public DateOnly? Of(Row row)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RowException(name, "is not a day of this pattern");
    }
}
