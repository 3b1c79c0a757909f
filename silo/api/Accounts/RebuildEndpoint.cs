using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Decisions;

namespace OrleansRisk.Api.Accounts;

/// <summary><c>POST /v1/accounts/{account_id}/rebuilds</c>: an account folded anew along its timeline.</summary>
internal sealed class RebuildEndpoint(IActors actors)
{
    public async Task Post(HttpContext context, string accountId)
    {
        if (!Ids.TryParseAccount(accountId, out var letters) || !AccountKey.TryParse(letters, out var key))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await AdminBodies.Rebuild(context) is not { } body)
        {
            return;
        }

        var (sequences, fault) = Sequences(body, key);
        if ((fault ?? Fault(body)) is { } wrong)
        {
            await ApiError.Of(wrong).Write(context);
            return;
        }

        var caller = Call.Of(context).Caller;
        var outcome = await actors.Account(caller.Tenant, key).Rebuild(caller, Of(body, sequences));
        await (outcome.IsDone
            ? Json.Write(context, json => Write(json, outcome.Value))
            : Outcomes.Of(outcome.Failure).Write(context));
    }

    private static RebuildRequest Of(RebuildRequestBody body, IReadOnlyList<long> sequences) => new(body.Why)
    {
        TakeBack = sequences,
        TakeBackSources = body.TakeBackSources ?? [],
        CurrencyNumber = body.Currency is { } code && Currency.TryParse(code, out var currency)
            ? currency.Number
            : null,
        Zone = body.Zone is { } zone ? DateTimeZoneProviders.Tzdb[zone].Id : null,
        Preview = body.Preview,
    };

    private static LineFault? Fault(RebuildRequestBody body) =>
        TextRules.Free(body.Why, Limits.WhyCharactersMax) is { } why ? new LineFault(why, "why")
        : body.Currency is { } currency && !Currency.TryParse(currency, out _)
            ? new LineFault(ErrorCodes.CurrencyUnknown, "currency")
        : body.Zone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null
            ? new LineFault(ErrorCodes.ZoneUnknown, "zone")
        : TooMany(body.TakeBackSources, Limits.TakeBackSourcesMax, "take_back_sources")
            ?? (body.TakeBackSources?.Any(source => source is null || TextRules.Id(source) is not null) == true
                ? new LineFault(ErrorCodes.IdInvalid, "take_back_sources")
                : null);

    /// <summary>Decisions of this account by their sequences.</summary>
    private static (IReadOnlyList<long> Sequences, LineFault? Fault) Sequences(RebuildRequestBody body, AccountKey key)
    {
        var sequences = new List<long>();
        foreach (var decision in body.TakeBack ?? [])
        {
            if (!RecordIds.TryParse(decision, out var account, out var sequence) || account != key)
            {
                return ([], new LineFault(ErrorCodes.IdInvalid, "take_back"));
            }

            sequences.Add(sequence);
        }

        return (sequences, TooMany(body.TakeBack, Limits.TakeBackMax, "take_back"));
    }

    private static LineFault? TooMany(IReadOnlyList<string>? list, int most, string field) =>
        list?.Count > most
            ? new LineFault(ErrorCodes.NumberOutOfRange, field, $"{list.Count} items", $"at most {most} items")
            : null;

    private static void Write(Utf8JsonWriter json, RebuildResult result)
    {
        json.WriteStartObject();
        json.WriteBoolean("recorded"u8, result.Recorded);
        json.WriteNumber("revision"u8, result.Revision);
        json.WriteNumber("added"u8, result.Added);
        json.WriteNumber("corrected"u8, result.Corrected);
        json.WriteNumber("taken_back"u8, result.TakenBack);
        json.WriteNumber("left_out"u8, result.LeftOut);
        ScoreWriter.Credit(
            json, "credit_before"u8, result.Before, Currency.FromNumber(result.View.Profile.CurrencyNumber));
        json.WritePropertyName("account"u8);
        AccountWriter.Write(json, result.View);
        json.WriteEndObject();
    }
}
