using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Events.Decisions;

/// <summary>Where a decision is shown.</summary>
/// <param name="Line">Line of the upload, 0 outside streams.</param>
/// <param name="WhatIf">It was not recorded and has no id.</param>
/// <param name="Late">Its sender was answered by a fallback when it was recorded.</param>
/// <param name="Language">Of the sentences.</param>
/// <param name="AccountUnreadable">
/// What the lender says of the account cannot be read: its id and zone are null, and no reasons are written, as they
/// state amounts in a currency that is not known.
/// </param>
internal readonly record struct DecisionPlace(
    long Line = 0, bool Duplicate = false, bool WhatIf = false, bool Late = false,
    ReasonLanguage Language = ReasonLanguage.English, bool AccountUnreadable = false)
{
    /// <summary>Sequence of the better version that counts in its place; 0 for none.</summary>
    public long SupersededBy { get; init; }

    /// <summary>Of a duplicate: fields whose text came otherwise than it is recorded.</summary>
    public IReadOnlyList<string>? Changed { get; init; }
}

/// <summary>The one writer of a decision: streams, single answers, pages and replays show the same shape.</summary>
internal static class DecisionWriter
{
    /// <summary>Somebody should look at it.</summary>
    public static bool IsFlagged(DecisionAnswer answer) => answer.Decision.Outcome > Outcome.Approve;

    public static void Write(Utf8JsonWriter json, DecidedTransaction entry, AccountKey account, DecisionPlace place)
    {
        var letters = account.ToString();
        entry = place.AccountUnreadable ? WithoutReasons(entry) : entry;
        json.WriteStartObject();
        if (place.Line > 0)
        {
            json.WriteNumber("line"u8, place.Line);
        }

        if (place.WhatIf)
        {
            json.WriteNull("decision"u8);
        }
        else
        {
            json.WriteString("decision"u8, RecordIds.Decision(letters, entry.Inputs.Sequence));
        }

        json.WriteString("account_id"u8, Ids.Account(letters));
        json.WriteString("account"u8, place.AccountUnreadable ? null : entry.Answer.Account);
        json.WriteString("transaction"u8, entry.Transaction.Id);
        json.WriteString("status"u8, Names.Of(entry.Transaction.Status));
        WriteOutcome(json, entry, place.WhatIf);
        var currency = Currency.FromNumber(entry.Answer.CurrencyNumber);
        ScoreWriter.Anomaly(json, "anomaly"u8, entry.Decision.Anomaly, currency, place.Language);
        ScoreWriter.Credit(json, "credit"u8, entry.Decision.Credit, currency, place.Language);
        json.WriteStartObject("rules"u8);
        json.WriteNumber("version"u8, 0);
        json.WriteStartArray("hits"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        CategoryWriter.Write(json, entry);
        WriteFlags(json, entry.Decision.Flags);
        json.WriteNull("degraded"u8);
        json.WriteBoolean("duplicate"u8, place.Duplicate);
        if (place.Changed is { Count: > 0 } changed)
        {
            WriteList(json, "changed"u8, changed);
        }

        if (Math.Max(place.SupersededBy, entry.SupersededBy) is > 0 and var later)
        {
            json.WriteString("superseded_by"u8, RecordIds.Decision(letters, later));
        }

        if (place.Late)
        {
            json.WriteBoolean("late_for_caller"u8, true);
        }

        json.WriteString("as_of"u8, DateTime.UnixEpoch.AddMilliseconds(entry.Transaction.At));
        json.WriteString("zone"u8, place.AccountUnreadable ? null : entry.Answer.Zone);
        WriteVersions(json, entry);
        json.WriteEndObject();
    }

    private static DecidedTransaction WithoutReasons(DecidedTransaction entry)
    {
        var decision = entry.Decision;
        decision.Anomaly.ReasonCount = 0;
        decision.Credit.ReasonCount = 0;
        return entry with { Answer = entry.Answer with { Decision = decision } };
    }

    private static void WriteOutcome(Utf8JsonWriter json, DecidedTransaction entry, bool whatIf)
    {
        var outcome = entry.Decision.Outcome;
        if (outcome == Outcome.None)
        {
            json.WriteNull("outcome"u8);
        }
        else
        {
            json.WriteString("outcome"u8, Names.Of(outcome));
        }

        json.WriteString("outcome_kind"u8, whatIf ? OutcomeKinds.WhatIf
            : entry.Inputs.History ? OutcomeKinds.History
            : entry.Transaction.Status == TransactionStatus.Authorised ? OutcomeKinds.Live
            : OutcomeKinds.Observation);
    }

    private static void WriteFlags(Utf8JsonWriter json, DecisionFlags flags) =>
        WriteList(json, "flags"u8, flags == DecisionFlags.None ? [] : Names.Of(flags));

    private static void WriteList(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    private static void WriteVersions(Utf8JsonWriter json, DecidedTransaction entry)
    {
        json.WriteStartObject("versions"u8);
        json.WriteString("model"u8, ModelNames.Of(entry.Answer.ScoringVersion, entry.Inputs, entry.Decision));
        if (entry.Inputs.ModelDeploymentVersion > 0)
        {
            json.WriteNumber("model_deployment"u8, entry.Inputs.ModelDeploymentVersion);
        }

        json.WriteNumber("policy"u8, entry.Inputs.PolicyVersion);
        json.WriteNumber("scoring_version"u8, entry.Answer.ScoringVersion);
        json.WriteStartObject("observations"u8);
        json.WriteNumber("counterparties"u8, entry.Inputs.Figures.Version);
        json.WriteNumber("population"u8, entry.Inputs.PopulationVersion);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
