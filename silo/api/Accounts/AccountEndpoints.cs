using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Decisions;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Accounts;

/// <summary>An account by its pseudonym, and by the lender's own id.</summary>
internal sealed partial class AccountEndpoints(IActors actors, IKeyRing keys)
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
        var outcome = await actors.Account(call.Caller.Tenant, key).Describe(call.Caller);
        if (!outcome.IsDone)
        {
            await Outcomes.OfRead(outcome.Failure).Write(context);
            return;
        }

        var language = Languages.Choose(context);
        await Json.Write(context, json => Write(json, outcome.Value, language));
    }

    internal static void Write(Utf8JsonWriter json, AccountView view, ReasonLanguage language = default)
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
