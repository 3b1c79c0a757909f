using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Accounts;

/// <summary><c>POST /v1/accounts/{account_id}/merges</c>: an account goes on under another id.</summary>
internal sealed class MergeEndpoint(AccountMerges merges, IKeyRing keys, ClosedAccounts closed)
{
    public async Task Post(HttpContext context, string accountId)
    {
        if (!Ids.TryParseAccount(accountId, out var letters) || !AccountKey.TryParse(letters, out var old))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await AdminBodies.Merge(context) is not { } body)
        {
            return;
        }

        var call = Call.Of(context);
        var settings = call.Tenant!.Settings;
        var pseudonyms = await keys.Pseudonyms(call.Caller.Tenant, context.RequestAborted);
        var into = new UploadRules(pseudonyms, settings.Strict, settings.AllowPanLikeIds)
            .Account(body.Into, out var fault);
        if ((fault is null ? Fault(body, into!.Key == old) : fault with { Field = "into" }) is { } wrong)
        {
            await ApiError.Of(wrong).Write(context);
            return;
        }

        if (await closed.Refuse(context, old) || await closed.Refuse(context, into!.Key))
        {
            return;
        }

        // Once begun it goes on: whoever asked may be gone, and asks again.
        var outcome = await merges.Run(call.Caller, old, into, body.Why);
        await (outcome.IsDone
            ? Json.Write(context, json => Write(json, accountId, outcome.Value))
            : Outcomes.Of(outcome.Failure).Write(context));
    }

    private static LineFault? Fault(MergeRequestBody body, bool same) =>
        TextRules.Free(body.Why, Limits.MergeWhyCharactersMax) is { } why ? new LineFault(why, "why")
        : same ? new LineFault(ErrorCodes.IdInvalid, "into")
        : null;

    private static void Write(System.Text.Json.Utf8JsonWriter json, string old, MergeResult result)
    {
        json.WriteStartObject();
        json.WriteString("merged_from"u8, old);
        json.WriteNumber("moved"u8, result.Moved);
        json.WriteNumber("known"u8, result.Known);
        json.WriteNumber("refused"u8, result.Refused);
        json.WriteBoolean("whole"u8, result.From == 0);
        json.WritePropertyName("account"u8);
        AccountWriter.Write(json, result.View);
        json.WriteEndObject();
    }
}
