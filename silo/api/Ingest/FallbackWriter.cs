using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>
/// The shape of a fallback. It has no <c>decision</c>, so nothing that looks for one can take it for an
/// acknowledgement.
/// </summary>
internal static class FallbackWriter
{
    public static void Write(Utf8JsonWriter json, Slot slot, in FallbackAnswer fallback) =>
        Write(json, slot.Line, slot.Account!.Account, slot.Account.Key, slot.Transaction!, fallback);

    public static void Write(
        Utf8JsonWriter json, long line, string account, AccountKey? key, Transaction transaction,
        in FallbackAnswer fallback)
    {
        json.WriteStartObject();
        if (line > 0)
        {
            json.WriteNumber("line"u8, line);
        }

        json.WriteBoolean("recorded"u8, false);
        json.WriteString("account_id"u8, key is { } known ? Ids.Account(known.ToString()) : null);
        json.WriteString("account"u8, account);
        json.WriteString("transaction"u8, transaction.Id);
        json.WriteString("status"u8, Names.Of(transaction.Status));
        json.WriteString("outcome"u8, fallback.Outcome);
        json.WriteString("outcome_kind"u8, OutcomeKinds.Fallback);
        json.WriteStartObject("degraded"u8);
        json.WriteString("cause"u8, fallback.Cause);
        if (fallback.LastScore is { } score)
        {
            json.WriteNumber("last_score"u8, score);
            json.WriteNumber("last_score_age_s"u8, fallback.LastScoreAgeSeconds ?? 0);
        }
        else
        {
            json.WriteNull("last_score"u8);
            json.WriteNull("last_score_age_s"u8);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
