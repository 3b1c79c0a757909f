using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Histories;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Files;

/// <summary>What a lender leaves out of its lines.</summary>
[Flags]
internal enum Left
{
    Nothing = 0,
    Categories = 1,
    Balances = 2,
    Names = 4,
}

/// <summary>Transactions in the wire form of the contract, in order of time.</summary>
internal sealed class LineFile(Country country, Printer printer, Left left)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All lines of a world, in order of time; within an account they keep the order of its books.</summary>
    public static List<Entry> InOrder(IEnumerable<History> histories) =>
        [.. histories.SelectMany(static history => history.Entries).OrderBy(static entry => entry.Movement.At)];

    public void Write(IEnumerable<Entry> entries, Stream to)
    {
        using var json = new Utf8JsonWriter(to, Plain);
        foreach (var entry in entries)
        {
            Write(json, entry);
            json.Flush();
            json.Reset();
            to.WriteByte((byte)'\n');
        }
    }

    /// <summary>The lender's id of a line: it counts within its account.</summary>
    public static string Id(Entry entry) => string.Create(CultureInfo.InvariantCulture, $"T{entry.Number:D5}");

    public static string Decimal(long minor)
    {
        var (whole, rest) = Math.DivRem(Math.Abs(minor), 100);
        return string.Create(CultureInfo.InvariantCulture, $"{(minor < 0 ? "-" : "")}{whole}.{rest:D2}");
    }

    private void Write(Utf8JsonWriter json, Entry entry)
    {
        var movement = entry.Movement;
        json.WriteStartObject();
        json.WriteString("id", Id(entry));
        json.WriteString("account", entry.Account.Id);
        WriteTime(json, movement);
        json.WriteString("amount", Decimal(movement.Minor));
        json.WriteString("currency", country.Currency);
        json.WriteString("direction", movement.Credit ? "credit" : "debit");
        if ((left & Left.Names) == 0)
        {
            json.WriteString("counterparty", printer.Counterparty(movement));
        }

        WriteKinds(json, movement);
        json.WriteString("channel", printer.Channel(movement.Way));
        if (movement.Way is Way.Card or Way.Online or Way.Atm or Way.Qr or Way.Refund)
        {
            json.WriteString("country", movement.Party.Country ?? country.Code);
        }

        if (entry.Account.SendsBalances && (left & Left.Balances) == 0)
        {
            json.WriteString("balance", Decimal(entry.Balance));
        }

        if (movement.Device is { } device && !movement.Credit)
        {
            json.WriteString("device", device);
        }

        if ((left & Left.Names) == 0)
        {
            json.WriteString("description", printer.Description(movement));
        }

        json.WriteEndObject();
    }

    /// <summary>A German bank books what comes in files by the day; all others know the second.</summary>
    private void WriteTime(Utf8JsonWriter json, Movement movement)
    {
        if (country.Code == "DE" && movement.Way is Way.Debit or Way.Standing or Way.Batch && movement.At.Hour < 7)
        {
            json.WriteString("date", movement.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            return;
        }

        var at = new DateTimeOffset(movement.At, country.Calendar.Offset(movement.At));
        json.WriteString("at", at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    private void WriteKinds(Utf8JsonWriter json, Movement movement)
    {
        if ((left & Left.Categories) != 0)
        {
            return;
        }

        if (printer.Category(movement) is { } category)
        {
            json.WriteString("category", category);
        }
        else if (printer.Mcc(movement) is { } mcc)
        {
            json.WriteString("mcc", mcc);
        }
    }
}
