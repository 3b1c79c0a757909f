using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Contract;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Events.Decisions;

/// <summary>Writes an account as it is: its profile and its newest scores.</summary>
internal static class AccountWriter
{
    public static void Write(Utf8JsonWriter json, AccountView view, ReasonLanguage language = default)
    {
        var (profile, summary) = (view.Profile, view.Summary);
        var currency = Currency.FromNumber(profile.CurrencyNumber);
        json.WriteStartObject();
        json.WriteString("account_id"u8, Ids.Account(view.Key.ToString()));
        json.WriteString("account"u8, profile.Account);
        json.WriteString("currency"u8, currency.Code);
        json.WriteString("zone"u8, profile.Zone);
        json.WriteString("opened"u8, profile.OpenedDay == 0 ? null : DateText.OfDay(profile.OpenedDay));
        json.WriteString("product"u8, profile.Product);
        json.WriteString("segment"u8, profile.Segment);
        WriteList(json, "customers"u8, profile.Customers);
        WriteList(json, "labels"u8, profile.Labels);
        json.WriteBoolean("defaults"u8, profile.Defaults);
        json.WriteNumber("transactions"u8, summary.Transactions);
        json.WriteNumber("sequence"u8, summary.Sequence);
        json.WriteNumber("revision"u8, view.Revision);
        json.WriteNumber("waiting"u8, view.Waiting);
        json.WriteNumber("late"u8, view.Late);
        if (profile.MergedInto is { } into)
        {
            json.WriteString("merged_into"u8, Ids.Account(into));
        }

        if (summary.AsOf == 0)
        {
            json.WriteNull("as_of"u8);
        }
        else
        {
            json.WriteString("as_of"u8, DateTime.UnixEpoch.AddMilliseconds(summary.AsOf));
        }

        json.WriteString("balance"u8, summary.BalanceKnown ? MoneyText.Of(summary.BalanceMinor, currency) : null);
        if (summary.Transactions == 0)
        {
            json.WriteNull("last_anomaly"u8);
        }
        else
        {
            ScoreWriter.Anomaly(json, "last_anomaly"u8, summary.LastAnomaly, currency, language);
        }

        ScoreWriter.Credit(json, "credit"u8, summary.Credit, currency, language);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }
}
