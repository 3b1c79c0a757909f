using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Accounts;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Credit;

/// <summary>Whose accounts are asked: those that are named, or all that say themselves that they are the customer's.
/// </summary>
internal sealed class Applicants(IActors actors, IKeyRing keys, ICustomerStore customers)
{
    /// <summary>What is wrong with how the applicant is named; null where nothing is.</summary>
    public static LineFault? Fault(CreditAssessmentRequest request) => (request.Customer, request.Accounts) switch
    {
        (null, null) => new LineFault(ErrorCodes.FieldMissing, "accounts"),
        ({ }, { }) => new LineFault(ErrorCodes.FieldConflict, "customer,accounts"),
        ({ } customer, _) => TextRules.Id(customer) is { } code ? new LineFault(code, "customer") : null,
        (_, { Count: 0 or > Limits.AssessedAccountsMax }) => new LineFault(
            ErrorCodes.NumberOutOfRange, "accounts", Allowed: $"1 to {Limits.AssessedAccountsMax} items"),
        (_, { } accounts) when accounts.Contains(null!) => new LineFault(ErrorCodes.FieldType, "accounts"),
        _ => null,
    };

    /// <summary>Null where a problem has been written.</summary>
    public async ValueTask<Applicant?> Find(HttpContext context, CreditAssessmentRequest request)
    {
        var call = Call.Of(context);
        var pseudonyms = await keys.Pseudonyms(call.Caller.Tenant, context.RequestAborted);
        return request.Customer is { } customer
            ? await OfCustomer(context, call, CustomerPlace.Of(customer, pseudonyms))
            : await Named(context, call, request.Accounts!, pseudonyms);
    }

    private static async ValueTask<Applicant?> Named(
        HttpContext context, Call call, IReadOnlyList<string> accounts, IPseudonyms pseudonyms)
    {
        var settings = call.Tenant!.Settings;
        var rules = new UploadRules(pseudonyms, settings.Strict, settings.AllowPanLikeIds);
        var found = new List<AccountKey>();
        foreach (var text in accounts)
        {
            if (rules.Account(text, out var fault) is not { } account)
            {
                await ApiError.Write(context, fault!.Code, "accounts");
                return null;
            }

            if (!found.Contains(account.Key))
            {
                found.Add(account.Key);
            }
        }

        return new Applicant(null, found);
    }

    private async ValueTask<Applicant?> OfCustomer(HttpContext context, Call call, string id)
    {
        var tenant = call.Caller.Tenant;
        var linked = await customers.Accounts(
            tenant, CustomerPlace.Of(id), default, Limits.AccountsPageMax + 1, context.RequestAborted);
        var found = new List<AccountKey>();
        foreach (var key in linked)
        {
            var outcome = await actors.Account(tenant, key).Describe(call.Caller);
            if (outcome.Failure is { } failure and not (Failure.NotFound or Failure.Erased))
            {
                await Outcomes.OfRead(failure).Write(context);
                return null;
            }

            if (outcome.Value?.Profile.Customers.Contains(id) == true)
            {
                found.Add(key);
            }
        }

        if (found.Count is > 0 and <= Limits.AssessedAccountsMax && linked.Count <= Limits.AccountsPageMax)
        {
            return new Applicant(id, found);
        }

        await ApiError.Write(context, found.Count == 0 ? ErrorCodes.NotFound : ErrorCodes.LimitReached, "customer");
        return null;
    }
}

/// <param name="Customer"><c>cus_…</c>; null where accounts were named.</param>
internal sealed record Applicant(string? Customer, IReadOnlyList<AccountKey> Accounts);
