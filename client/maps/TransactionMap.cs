using System.Text.Json;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps.Cells;
using OrleansRisk.Maps.Fields;

namespace OrleansRisk.Maps;

/// <summary>
/// How the rows of a file become transactions. Bound to the file's columns once; from then on only cells are read.
/// </summary>
public sealed class TransactionMap
{
    private static readonly string[] TextNames =
    [
        "id", "account", "currency", "status", "replaces", "counterparty", "category", "mcc", "channel", "country",
        "device", "description", "fx", "consent",
    ];

    private static readonly string[] Needed = ["id", "account", "currency"];

    private readonly Dictionary<string, TextField> _texts = new(StringComparer.Ordinal);
    private readonly MoneyCell _money;
    private readonly BalanceField? _balance;
    private readonly AmountRule _amount;
    private readonly GeneratedIds? _generated;
    private readonly TimeField? _at;
    private readonly DayField? _date;

    private TransactionMap(JsonElement fields, JsonElement amount, Columns columns)
    {
        MapJson.Object(fields, "fields", [.. TextNames, "balance", "at", "date"]);
        _generated = IsGenerated(fields) ? new GeneratedIds() : null;
        foreach (var name in TextNames.Where(name => name != "id" || _generated is null))
        {
            if (fields.TryGetProperty(name, out var field))
            {
                _texts.Add(name, TextField.Read(field, columns, $"fields.{name}"));
            }
        }

        _at = fields.TryGetProperty("at", out var at) ? TimeField.Read(at, columns, "fields.at") : null;
        _date = fields.TryGetProperty("date", out var date) ? DayField.Read(date, columns, "fields.date") : null;
        if (_at is null && _date is null)
        {
            throw new MapException("fields", "say 'at' or 'date', or both: the day where a row has no time");
        }

        if (Array.Find(Needed, name => !_texts.ContainsKey(name) && (name != "id" || _generated is null))
            is { } missing)
        {
            throw new MapException("fields", $"'{missing}' is missing");
        }

        _amount = AmountRule.Read(amount, columns);
        _money = MoneyCell.Read(amount);
        _balance = fields.TryGetProperty("balance", out var balance) ? BalanceField.Read(balance, columns) : null;
    }

    /// <summary>Fields of a transaction that the map leaves out.</summary>
    public IEnumerable<string> Unmapped => TextNames
        .Where(name => !_texts.ContainsKey(name) && (name != "id" || _generated is null))
        .Concat(_balance is null ? ["balance"] : Array.Empty<string>())
        .Concat(_at is null ? ["at"] : Array.Empty<string>()).Concat(_date is null ? ["date"] : []);

    internal static TransactionMap Bind(JsonElement map, Columns columns) =>
        new(Member(map, "fields"), Member(map, "amount"), columns);

    /// <summary>The row as a transaction; throws <see cref="RowException"/> where a cell cannot be read.</summary>
    public TransactionBody Transaction(Row row)
    {
        var currency = Currency(row);
        var (amount, direction) = _amount.Of(row, currency);
        var at = _at?.Of(row);
        var read = new TransactionBody
        {
            Id = _generated is null ? Required(row, "id") : "",
            Account = Required(row, "account"),
            At = at,
            Date = at is null ? _date?.Of(row) : null,
            Amount = amount,
            Currency = currency,
            Direction = direction,
            Status = row.Status ?? Text(row, "status"),
            Replaces = Text(row, "replaces"),
            Counterparty = Text(row, "counterparty"),
            Category = Text(row, "category"),
            Mcc = Text(row, "mcc"),
            Channel = Text(row, "channel"),
            Country = Text(row, "country"),
            Balance = _balance?.Of(row, _money, currency),
            Device = Text(row, "device"),
            Description = Text(row, "description"),
            Fx = Text(row, "fx"),
            Consent = Text(row, "consent"),
        };
        return _generated is null ? read : read with { Id = Generated(read, Day(at, read.Date)) };
    }

    private string Generated(TransactionBody row, DateOnly day) => _generated!.Count < Limits.RowsToldApartMax
        ? _generated.Of(row.Account, day, row.Amount!, row.Direction, row.Description ?? row.Counterparty,
            row.Status ?? Statuses.Booked)
        : throw new RowException("id", "has no place left: the file has too many rows for generated ids");

    private static DateOnly Day(DateTimeOffset? at, DateOnly? date) => date
        ?? (at is { } time ? DateOnly.FromDateTime(time.DateTime) : throw new RowException("id", "needs a day"));

    // {"generated": true} and nothing else.
    private static bool IsGenerated(JsonElement fields)
    {
        const string place = "fields.id";
        if (!fields.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Object
            || !id.TryGetProperty("generated", out _))
        {
            return false;
        }

        MapJson.Object(id, place, "generated");
        return MapJson.Flag(id, "generated", place)
            ? true : throw new MapException(place, "is generated, or names its column");
    }

    private static JsonElement Member(JsonElement map, string name) => map.TryGetProperty(name, out var member)
        ? member
        : throw new MapException("top", $"'{name}' is missing");

    private string Currency(Row row)
    {
        var currency = Required(row, "currency");
        return currency.Length == 3 && currency.All(char.IsAsciiLetter) && currency.Any(char.IsAsciiLetterLower)
            ? throw new RowException("currency", "is not in capital letters: name it under \"values\"") : currency;
    }

    private string? Text(Row row, string name) => _texts.TryGetValue(name, out var field) ? field.Of(row) : null;

    private string Required(Row row, string name) => Text(row, name) ?? throw new RowException(name, "is empty");
}
