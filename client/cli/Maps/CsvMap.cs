using System.Text.Json;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Cli.Maps;

/// <summary>
/// How the rows of a CSV file become transactions: <c>{"about", "separator", "fields": {…}, "amount": {…}}</c>. Bound
/// to
/// the header once; from then on only cells are read.
/// </summary>
internal sealed class CsvMap
{
    private static readonly string[] TextNames =
    [
        "id", "account", "currency", "status", "replaces", "counterparty", "category", "mcc", "channel", "country",
        "balance", "device", "description", "fx",
    ];

    private static readonly string[] Needed = ["id", "account", "currency"];

    private readonly Dictionary<string, TextField> _texts = new(StringComparer.Ordinal);
    private readonly AmountRule _amount;
    private readonly TimeField? _at;
    private readonly DayField? _date;

    private CsvMap(JsonElement fields, JsonElement amount, Header header)
    {
        MapJson.Object(fields, "fields", [.. TextNames, "at", "date"]);
        foreach (var name in TextNames)
        {
            if (fields.TryGetProperty(name, out var field))
            {
                _texts.Add(name, TextField.Read(field, header, $"fields.{name}"));
            }
        }

        _at = fields.TryGetProperty("at", out var at) ? TimeField.Read(at, header, "fields.at") : null;
        _date = fields.TryGetProperty("date", out var date) ? DayField.Read(date, header, "fields.date") : null;
        if (_at is null == _date is null)
        {
            throw new MapException("fields", "say either 'at' or 'date'");
        }

        if (Array.Find(Needed, name => !_texts.ContainsKey(name)) is { } missing)
        {
            throw new MapException("fields", $"'{missing}' is missing");
        }

        _amount = AmountRule.Read(amount, header);
    }

    /// <summary>The column separator a map file states; a comma where it states none.</summary>
    public static char Separator(JsonElement map)
    {
        MapJson.Object(map, "top", "about", "separator", "fields", "amount");
        return MapJson.Text(map, "separator", "top") switch
        {
            null => ',',
            [var letter] => letter,
            _ => throw new MapException("separator", "must be one character"),
        };
    }

    public static CsvMap Bind(JsonElement map, Header header) =>
        new(Member(map, "fields"), Member(map, "amount"), header);

    public TransactionBody Transaction(Row row)
    {
        var (amount, direction) = _amount.Of(row);
        return new TransactionBody
        {
            Id = Required(row, "id"),
            Account = Required(row, "account"),
            At = _at?.Of(row),
            Date = _date?.Of(row),
            Amount = amount,
            Currency = Required(row, "currency"),
            Direction = direction,
            Status = Text(row, "status"),
            Replaces = Text(row, "replaces"),
            Counterparty = Text(row, "counterparty"),
            Category = Text(row, "category"),
            Mcc = Text(row, "mcc"),
            Channel = Text(row, "channel"),
            Country = Text(row, "country"),
            Balance = Text(row, "balance"),
            Device = Text(row, "device"),
            Description = Text(row, "description"),
            Fx = Text(row, "fx"),
        };
    }

    private static JsonElement Member(JsonElement map, string name) => map.TryGetProperty(name, out var member)
        ? member
        : throw new MapException("top", $"'{name}' is missing");

    private string? Text(Row row, string name) => _texts.TryGetValue(name, out var field) ? field.Of(row) : null;

    private string Required(Row row, string name) => Text(row, name) ?? throw new RowException(name, "is empty");
}
