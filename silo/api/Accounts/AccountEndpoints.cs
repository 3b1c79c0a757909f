using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Accounts;

/// <summary>An account by its pseudonym, and by the lender's own id.</summary>
internal sealed partial class AccountEndpoints(IActors actors, IKeyRing keys, ClosedAccounts closed)
{
    public async Task One(HttpContext context, string accountId)
    {
        if (!Ids.TryParseAccount(accountId, out var letters) || !AccountKey.TryParse(letters, out var key))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        await Show(context, key);
    }

    public async Task Lookup(HttpContext context)
    {
        var call = Call.Of(context);
        if (await Bodies.ReadOrRefuse(context) is not { } body)
        {
            return;
        }

        var settings = call.Tenant!.Settings;
        var pseudonyms = await keys.Pseudonyms(call.Tenant.Id, context.RequestAborted);
        var rules = new UploadRules(pseudonyms, settings.Strict, settings.AllowPanLikeIds);
        var (account, fault) = LookupReader.Read(body.Span, rules);
        if (account is null)
        {
            await ApiError.Of(fault!).Write(context);
            return;
        }

        await Show(context, account.Key);
    }

    private async Task Show(HttpContext context, AccountKey key)
    {
        var call = Call.Of(context);
        if (await closed.Refuse(context, key))
        {
            return;
        }

        var outcome = await actors.Account(call.Caller.Tenant, key).Describe(call.Caller);
        if (!outcome.IsDone)
        {
            await Outcomes.OfRead(outcome.Failure).Write(context);
            return;
        }

        var language = Languages.Choose(context);
        await Json.Write(context, json => AccountWriter.Write(json, outcome.Value, language));
    }
}
