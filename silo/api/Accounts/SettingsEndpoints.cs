using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Accounts;

/// <summary>
/// What a lender states of an account: by its address where it is known, by the lender's own id where it may not be.
/// </summary>
internal sealed class SettingsEndpoints(IActors actors, IKeyRing keys, ICustomerStore customers)
{
    public async Task Put(HttpContext context, string accountId)
    {
        if (!Ids.TryParseAccount(accountId, out var letters) || !AccountKey.TryParse(letters, out var key))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await Read(context) is not var (request, pseudonyms)
            || await Named(context, request, pseudonyms) is not (var named, true))
        {
            return;
        }

        await (named is not null && named.Key != key
            ? ApiError.Write(context, ErrorCodes.IdInvalid, "account")
            : State(context, key, AccountShapes.Of(request, named, pseudonyms)));
    }

    public async Task Post(HttpContext context)
    {
        if (await Read(context) is not var (request, pseudonyms)
            || await Named(context, request, pseudonyms) is not (var named, true))
        {
            return;
        }

        await (named is null
            ? ApiError.Write(context, ErrorCodes.FieldMissing, "account")
            : State(context, named.Key, AccountShapes.Of(request, named, pseudonyms)));
    }

    /// <summary>A sound request, or null where a problem has been written.</summary>
    private async ValueTask<(AccountRequest Request, IPseudonyms Pseudonyms)?> Read(HttpContext context)
    {
        if (await AdminBodies.Account(context) is not { } request)
        {
            return null;
        }

        if (AccountShapes.Fault(request) is { } fault)
        {
            await ApiError.Of(fault).Write(context);
            return null;
        }

        return (request, await keys.Pseudonyms(Call.Of(context).Caller.Tenant, context.RequestAborted));
    }

    /// <summary>The account that the body names, if it does; not good where a problem has been written.</summary>
    private static async ValueTask<(KnownAccount? Account, bool Good)> Named(
        HttpContext context, AccountRequest request, IPseudonyms pseudonyms)
    {
        if (request.Account is null)
        {
            return (null, true);
        }

        var settings = Call.Of(context).Tenant!.Settings;
        var rules = new UploadRules(pseudonyms, settings.Strict, settings.AllowPanLikeIds);
        var account = rules.Account(request.Account, out var fault);
        if (fault is not null)
        {
            await ApiError.Of(fault).Write(context);
        }

        return (account, fault is null);
    }

    /// <summary>
    /// Customers are linked first: what the account says is never more than can be found, and what is found is checked
    /// with the account.
    /// </summary>
    private async Task State(HttpContext context, AccountKey key, SettingsRequest settings)
    {
        var caller = Call.Of(context).Caller;
        if (settings.Customers is { Count: > 0 } stated)
        {
            await customers.Link(caller.Tenant, [.. stated.Select(CustomerPlace.Of)], key, CancellationToken.None);
        }

        var outcome = await actors.Account(caller.Tenant, key).ChangeSettings(caller, settings);
        await (outcome.IsDone
            ? Json.Write(context, json => AccountWriter.Write(json, outcome.Value.View))
            : Outcomes.Of(outcome.Failure).Write(context));
    }
}
