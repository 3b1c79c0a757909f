using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Accounts;

/// <summary>Pages of accounts: all of a tenant, or a customer's. Each account is asked itself how it stands.</summary>
internal sealed class AccountPages(
    IActors actors, LiveFeed feed, ICustomerStore customers, IKeyRing keys, ClosedAccounts closed)
{
    public async Task All(HttpContext context)
    {
        if (await Page(context) is not var (after, limit))
        {
            return;
        }

        var tenant = Call.Of(context).Caller.Tenant;
        var found = await feed.Accounts(tenant, after, limit + 1, context.RequestAborted);
        var read = await Read(Call.Of(context), [.. found.Take(limit)]);
        await Json.Write(context, json => Write(json, null, read, found.Count > limit));
    }

    public async Task OfCustomer(HttpContext context, string customer)
    {
        if (!CustomerPlace.TryParse(customer, out var key))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        await Show(context, customer, key);
    }

    public async Task Lookup(HttpContext context)
    {
        if (await AdminBodies.CustomerLookup(context) is not { } body)
        {
            return;
        }

        if (TextRules.Id(body.Customer) is { } fault)
        {
            await ApiError.Write(context, fault, "customer");
            return;
        }

        var pseudonyms = await keys.Pseudonyms(Call.Of(context).Caller.Tenant, context.RequestAborted);
        var id = CustomerPlace.Of(body.Customer, pseudonyms);
        await Show(context, id, CustomerPlace.Of(id));
    }

    private async Task Show(HttpContext context, string id, UInt128 customer)
    {
        if (await Page(context) is not var (after, limit))
        {
            return;
        }

        var tenant = Call.Of(context).Caller.Tenant;
        var linked = await customers.Accounts(tenant, customer, after, limit + 1, context.RequestAborted);
        var read = await Read(Call.Of(context), [.. linked.Take(limit)]);
        read.Views.RemoveAll(view => !view.Profile.Customers.Contains(id));
        var more = linked.Count > limit;
        if (read.Views.Count == 0 && read.Unavailable.Count == 0 && !more)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        await Json.Write(context, json => Write(json, id, read, more));
    }

    /// <summary>How each stands; those that were erased since, or never came to be, are left out.</summary>
    private async ValueTask<Described> Read(Call call, IReadOnlyList<AccountKey> accounts)
    {
        var (views, unavailable) = (new List<AccountView>(), new List<AccountKey>());
        foreach (var some in accounts.Chunk(Limits.AccountsAskedAtOnce))
        {
            var outcomes = await Task.WhenAll(some.Select(
                key => actors.Account(call.Caller.Tenant, key).Describe(call.Caller).AsTask()));
            for (var i = 0; i < some.Length; i++)
            {
                switch (outcomes[i])
                {
                    case { Value: not null } when await closed.Has(call.Caller.Tenant, some[i], default):
                        unavailable.Add(some[i]);
                        break;
                    case { Value: { } view }:
                        views.Add(view);
                        break;
                    case { Failure: Failure.NotFound or Failure.Erased }:
                        break;
                    case { Failure: Failure.Unavailable }:
                        unavailable.Add(some[i]);
                        break;
                    default:
                        throw new JournalUnavailableException("an account could not be asked how it stands");
                }
            }
        }

        return new Described(views, unavailable, accounts.Count == 0 ? null : accounts[^1]);
    }

    /// <summary>Where to begin and how many; null where a problem has been written.</summary>
    private static async ValueTask<(AccountKey After, int Limit)?> Page(HttpContext context)
    {
        var after = default(AccountKey);
        if (AccountParameters.After.Find(context.Request) is { } stated
            && (!Ids.TryParseAccount(stated, out var letters) || !AccountKey.TryParse(letters, out after)))
        {
            await AccountParameters.After.Refusal(context.Request).Write(context);
            return null;
        }

        return (after, AccountParameters.Limit.Of(context.Request));
    }

    private static void Write(Utf8JsonWriter json, string? customer, Described read, bool more)
    {
        json.WriteStartObject();
        if (customer is not null)
        {
            json.WriteString("customer"u8, customer);
        }

        json.WriteStartArray("items"u8);
        foreach (var view in read.Views)
        {
            AccountWriter.Write(json, view);
        }

        json.WriteEndArray();
        json.WriteStartArray("unavailable"u8);
        foreach (var key in read.Unavailable)
        {
            json.WriteStringValue(Ids.Account(key.ToString()));
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more"u8, more);
        json.WriteString("after"u8, read.Last is { } last ? Ids.Account(last.ToString()) : null);
        json.WriteEndObject();
    }

    private sealed record Described(List<AccountView> Views, List<AccountKey> Unavailable, AccountKey? Last);
}
