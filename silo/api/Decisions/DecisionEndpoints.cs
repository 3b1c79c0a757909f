using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Events.Decisions;

namespace OrleansRisk.Api.Decisions;

/// <summary>Recorded decisions: one, its replay, and an account's pages of them.</summary>
internal sealed class DecisionEndpoints(IActors actors, ClosedAccounts closed)
{
    public async Task One(HttpContext context, string decision)
    {
        if (!RecordIds.TryParse(decision, out var key, out var sequence))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await closed.Refuse(context, key))
        {
            return;
        }

        var call = Call.Of(context);
        var outcome = await actors.Account(call.Caller.Tenant, key).Decision(call.Caller, sequence);
        if (!outcome.IsDone)
        {
            await Outcomes.OfRead(outcome.Failure).Write(context);
            return;
        }

        var place = new DecisionPlace(Language: Languages.Choose(context));
        await Json.Write(context, json => DecisionWriter.Write(json, outcome.Value, key, place));
    }

    public async Task Replay(HttpContext context, string decision)
    {
        if (!RecordIds.TryParse(decision, out var key, out var sequence))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await closed.Refuse(context, key))
        {
            return;
        }

        var call = Call.Of(context);
        var outcome = await actors.Account(call.Caller.Tenant, key).Replay(call.Caller, sequence);
        if (!outcome.IsDone)
        {
            await Outcomes.OfRead(outcome.Failure).Write(context);
            return;
        }

        var place = new DecisionPlace(Language: Languages.Choose(context));
        await Json.Write(context, json => WriteReplay(json, decision, key, outcome.Value, place));
    }

    public async Task Page(HttpContext context, string accountId)
    {
        if (!Ids.TryParseAccount(accountId, out var letters) || !AccountKey.TryParse(letters, out var key))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await closed.Refuse(context, key))
        {
            return;
        }

        if (Query(context.Request, key, out var wrong) is not { } query)
        {
            await wrong.Refusal(context.Request).Write(context);
            return;
        }

        var call = Call.Of(context);
        var outcome = await actors.Account(call.Caller.Tenant, key).Decisions(call.Caller, query);
        if (!outcome.IsDone)
        {
            await Outcomes.OfRead(outcome.Failure).Write(context);
            return;
        }

        var place = new DecisionPlace(Language: Languages.Choose(context));
        await Json.Write(context, json => WritePage(json, key, query.Limit, outcome.Value, place));
    }

    private static DecisionQuery? Query(HttpRequest request, AccountKey account, out QueryParameter wrong)
    {
        wrong = DecisionParameters.After;
        var after = 0L;
        if (DecisionParameters.After.Find(request) is { } stated
            && (!RecordIds.TryParse(stated, out var named, out after) || named != account))
        {
            return null;
        }

        wrong = DecisionParameters.Transaction;
        var transaction = DecisionParameters.Transaction.Find(request);
        return transaction is not null && TextRules.Id(transaction) is not null ? null
            : new DecisionQuery(transaction, after, SharedParameters.Limit.Of(request))
            {
                From = DecisionParameters.From.Find(request) ?? 0,
                To = DecisionParameters.To.Find(request) ?? 0,
            };
    }

    private static void WritePage(
        Utf8JsonWriter json, AccountKey key, int limit, DecisionsPage page, DecisionPlace place)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var entry in page.Entries)
        {
            DecisionWriter.Write(json, entry, key, place);
        }

        json.WriteEndArray();
        json.WriteNumber("limit"u8, limit);
        json.WriteBoolean("has_more"u8, page.HasMore);
        var last = page.LookedTo > 0 ? page.LookedTo
            : page.Entries.Count > 0 ? page.Entries[^1].Inputs.Sequence : 0;
        json.WriteString("after"u8, last == 0 ? null : RecordIds.Decision(key.ToString(), last));
        json.WriteEndObject();
    }

    private static void WriteReplay(
        Utf8JsonWriter json, string decision, AccountKey key, ReplayReport report, DecisionPlace place)
    {
        json.WriteStartObject();
        json.WriteString("decision"u8, decision);
        json.WriteBoolean("equal"u8, report.Equal);
        json.WriteString("first_difference"u8, report.FirstDifference);
        json.WriteString("state_before"u8, Hash(report.StateBefore));
        json.WriteString("state_after"u8, Hash(report.StateAfter));
        json.WriteString("recomputed_state_after"u8, Hash(report.RecomputedStateAfter));
        json.WriteNumber("events_folded"u8, report.EventsFolded);
        json.WritePropertyName("recorded"u8);
        DecisionWriter.Write(json, report.Recorded, key, place);
        json.WritePropertyName("recomputed"u8);
        DecisionWriter.Write(json, report.Recomputed, key, place);
        json.WriteEndObject();
    }

    private static string Hash(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);
}
