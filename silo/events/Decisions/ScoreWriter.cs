using System.Globalization;
using System.Text.Json;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Events.Decisions;

/// <summary>Writes the two scores with their reasons.</summary>
internal static class ScoreWriter
{
    public static void Anomaly(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, in AnomalyScore score, Currency currency, ReasonLanguage language)
    {
        json.WriteStartObject(name);
        json.WriteNumber("score"u8, score.Score);
        json.WriteString("higher_is"u8, "riskier"u8);
        json.WriteBoolean("calibrated"u8, score.Learned);
        if (score.Learned)
        {
            json.WriteNumber("probability"u8, score.Probability);
        }
        else
        {
            json.WriteNull("probability"u8);
        }

        json.WriteNumber("alert_rate"u8, score.AlertRate);
        json.WriteNumber("history"u8, score.History);
        WriteReasons(json, score.Reasons, score.ReasonCount, currency, language);
        json.WriteEndObject();
    }

    public static void Credit(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, in CreditScore score, Currency currency,
        ReasonLanguage language = ReasonLanguage.English)
    {
        var known = score.State is CreditState.Uncalibrated or CreditState.Calibrated;
        json.WriteStartObject(name);
        if (known)
        {
            json.WriteNumber("score"u8, score.Score);
        }
        else
        {
            json.WriteNull("score"u8);
        }

        json.WriteString("higher_is"u8, "safer"u8);
        json.WriteString("state"u8, Names.Of(score.State));
        json.WriteStartArray("needs"u8);
        foreach (var need in Needs(score.NeedsDays, score.NeedsTransactions, score.NeedsIncome))
        {
            json.WriteStringValue(need);
        }

        json.WriteEndArray();
        WriteReasons(json, score.Reasons, known ? score.ReasonCount : (byte)0, currency, language);
        json.WriteEndObject();
    }

    /// <summary>What a history lacks, in words.</summary>
    public static IEnumerable<string> Needs(int days, int transactions, bool income) => new[]
    {
        Need(days, "day"), Need(transactions, "transaction"), income ? "income" : null,
    }.OfType<string>();

    private static string? Need(int count, string unit) =>
        count == 0 ? null : $"{count.ToString(CultureInfo.InvariantCulture)} {unit}{(count == 1 ? "" : "s")}";

    private static void WriteReasons(
        Utf8JsonWriter json, in ReasonList reasons, int count, Currency currency, ReasonLanguage language)
    {
        json.WriteStartArray("reasons"u8);
        for (var i = 0; i < Math.Min(count, ReasonList.Max); i++)
        {
            var reason = reasons[i];
            var (value, usual) = (ReasonTexts.Value(reason, currency), ReasonTexts.Usual(reason, currency));
            json.WriteStartObject();
            json.WriteString("code"u8, Names.Of(reason.Code));
            json.WriteString("text"u8, ReasonTexts.For(reason, value, usual, language));
            json.WriteString("value"u8, value);
            json.WriteString("usual"u8, usual);
            json.WriteNumber("points"u8, reason.Points);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
