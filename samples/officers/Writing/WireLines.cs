using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansRisk.Samples.Officers.Writing;

/// <summary>
/// The rows as the contract has transactions: NDJSON, one account after the other, in order of booking.
/// </summary>
internal static class WireLines
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IEnumerable<History> histories, Stream to)
    {
        using var json = new Utf8JsonWriter(to, Plain);
        foreach (var history in histories)
        {
            for (var i = 0; i < history.Rows.Count; i++)
            {
                Write(json, history, i);
                json.Flush();
                json.Reset();
                to.WriteByte((byte)'\n');
            }
        }
    }

    private static string Decimal(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, History history, int index)
    {
        var row = history.Rows[index];
        json.WriteStartObject();
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"T{index + 1:D4}"));
        json.WriteString("account", history.Script.Id);
        json.WriteString("date", row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("amount", Decimal(Math.Abs(row.Minor)));
        json.WriteString("currency", history.Country.Currency);
        json.WriteString("direction", row.Minor > 0 ? "credit" : "debit");
        json.WriteString("counterparty", row.Party);
        json.WriteString("category", row.Category);
        json.WriteString("channel", row.Channel);
        json.WriteString("balance", Decimal(row.Balance));
        json.WriteString("description", row.Text);
        json.WriteEndObject();
    }
}
