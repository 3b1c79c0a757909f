using NodaTime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Accounts;

/// <summary>What a lender states of an account, between the contract's shape and the engine's; checked here.</summary>
internal static class AccountShapes
{
    private static readonly int LastDay = new DateOnly(2199, 12, 31).DayNumber - Epoch;

    private static int Epoch => new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>
    /// What is wrong with what is stated; null where nothing is. The account's own id is checked apart.
    /// </summary>
    public static LineFault? Fault(AccountRequest request) =>
        request.Currency is { } currency && !Currency.TryParse(currency, out _)
            ? new LineFault(ErrorCodes.CurrencyUnknown, "currency")
        : request.Zone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null
            ? new LineFault(ErrorCodes.ZoneUnknown, "zone")
        : Day(request.Opened) is < 1 || Day(request.Opened) > LastDay
            ? new LineFault(ErrorCodes.TimeOutOfRange, "opened")
        : Word(request.Product, "product") ?? Word(request.Segment, "segment")
            ?? List(request.Customers, "customers", static id => TextRules.Id(id))
            ?? List(request.Labels, "labels", Word);

    public static SettingsRequest Of(AccountRequest request, KnownAccount? account, IPseudonyms pseudonyms) => new()
    {
        Account = account?.Account,
        CurrencyNumber = request.Currency is { } code && Currency.TryParse(code, out var currency)
            ? currency.Number : null,
        Zone = request.Zone is { } zone ? DateTimeZoneProviders.Tzdb[zone].Id : null,
        OpenedDay = Day(request.Opened),
        Product = request.Product,
        Segment = request.Segment,
        Customers = request.Customers?.Select(each => CustomerPlace.Of(each, pseudonyms)).Distinct().ToList(),
        Labels = request.Labels?.Distinct().ToList(),
    };

    private static int? Day(DateOnly? date) => date?.DayNumber - Epoch;

    private static LineFault? Word(string? word, string field) =>
        word is { Length: > 0 } && Word(word) is { } code ? new LineFault(code, field) : null;

    private static ErrorCode? Word(string word) => TextRules.Free(word, Limits.CategoryCharactersMax);

    private static LineFault? List(IReadOnlyList<string>? list, string field, Func<string, ErrorCode?> fault)
    {
        if (list is { Count: > Limits.AccountListMax })
        {
            return new LineFault(
                ErrorCodes.NumberOutOfRange, field, $"{list.Count} items", $"at most {Limits.AccountListMax} items");
        }

        foreach (var item in list ?? [])
        {
            if ((item is null ? ErrorCodes.FieldType : fault(item)) is { } code)
            {
                return new LineFault(code, field);
            }
        }

        return null;
    }
}
