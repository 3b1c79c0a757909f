using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>
/// The files of the lender's sample: transactions as the wire has them, what was planted, and the stories.
/// </summary>
internal static class LenderFiles
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteTransactions(IEnumerable<Line> lines, Stream to)
    {
        using var json = new Utf8JsonWriter(to, Plain);
        foreach (var line in lines)
        {
            Write(json, line);
            json.Flush();
            json.Reset();
            to.WriteByte((byte)'\n');
        }
    }

    public static string Truth(IEnumerable<Line> lines)
    {
        var text = new StringBuilder("account,transaction,kind\n");
        foreach (var line in lines.Where(l => l.Movement.Planted is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Account},{line.Id},{line.Movement.Planted}\n");
        }

        return text.ToString();
    }

    public static string StoriesFile()
    {
        var text = new StringBuilder("account,kind,from,until,what\n");
        foreach (var story in Stories.All(LenderSample.End))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{story.Account},{story.Kind},{story.From:yyyy-MM-dd},{story.Until:yyyy-MM-dd},\"{story.What}\"\n");
        }

        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, Line line)
    {
        var movement = line.Movement;
        json.WriteStartObject();
        json.WriteString("id", line.Id);
        json.WriteString("account", line.Account);
        json.WriteString("at", line.At.ToString("yyyy-MM-dd'T'HH:mm:ss'+08:00'", CultureInfo.InvariantCulture));
        json.WriteString("amount", Ringgit(movement.Sen));
        json.WriteString("currency", "MYR");
        json.WriteString("direction", movement.Credit ? "credit" : "debit");
        if (line.Status != "booked")
        {
            json.WriteString("status", line.Status);
        }

        json.WriteString("counterparty", movement.Counterparty);
        json.WriteString("category", movement.Category);
        json.WriteString("channel", movement.Channel);
        if (movement.Channel is "card" or "online" or "atm" or "qr" || movement.Country != "MY")
        {
            json.WriteString("country", movement.Country);
        }

        json.WriteString("balance", Ringgit(line.BalanceSen));
        json.WriteEndObject();
    }

    private static string Ringgit(long sen)
    {
        var (whole, rest) = Math.DivRem(Math.Abs(sen), 100);
        return string.Create(CultureInfo.InvariantCulture, $"{(sen < 0 ? "-" : "")}{whole}.{rest:D2}");
    }
}
