using System.Text;
using System.Text.Json;
using OrleansRisk.Api.Accounts;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Events.Feed;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Feed;

/// <summary>Subscriptions between the contract's shapes and what is kept of them.</summary>
internal static class Subscription
{
    private static readonly string[] Events =
        [.. EventFilter.OfWebhooks, EventTypes.ScoreRestated, EventTypes.AccountLoaded];

    private static readonly string[] Outcomes =
    [
        Contract.Decisions.Outcomes.Approve, Contract.Decisions.Outcomes.Review, Contract.Decisions.Outcomes.Decline,
    ];

    private static readonly HashSet<string> Reasons =
        [.. Enum.GetValues<ReasonCode>().Where(static code => code != ReasonCode.None).Select(Names.Of)];

    /// <summary>What is wrong with a request; null where nothing is.</summary>
    public static LineFault? Fault(FilterBody filter) => Fault(filter, Events);

    /// <param name="events">Types that may be asked for.</param>
    public static LineFault? Fault(FilterBody filter, IReadOnlyCollection<string> events) =>
        Fault(filter.Accounts, "accounts", Limits.FilterIdsMax,
            static id => IsAccount(id) ? null : ErrorCodes.IdInvalid)
        ?? Fault(filter.Customers, "customers", Limits.FilterIdsMax, static id => TextRules.Id(id))
        ?? Fault(filter.Segments, "segments", Limits.FilterWordsMax, Word)
        ?? Fault(filter.Labels, "labels", Limits.FilterWordsMax, Word)
        ?? Fault(filter.Anomaly, "anomaly") ?? Fault(filter.Credit, "credit")
        ?? OneOf(filter.Outcomes, "outcomes", Outcomes) ?? OneOf(filter.Reasons, "reasons", Reasons)
        ?? OneOf(filter.Events, "events", events)
        ?? Fault(filter.Threshold);

    /// <summary>People by pseudonym, as they are kept and shown.</summary>
    public static FilterBody Kept(FilterBody filter, IPseudonyms pseudonyms) => filter with
    {
        Customers = filter.Customers?.Select(customer => CustomerPlace.Of(customer, pseudonyms)).ToList(),
    };

    public static ReadOnlyMemory<byte> Write(FilterBody filter, bool conflate) => JsonSerializer.SerializeToUtf8Bytes(
        new SubscriptionRequest { Filter = filter, Conflate = conflate }, ContractJson.Default.SubscriptionRequest);

    public static SubscriptionBody Of(SubscriptionRow row)
    {
        var kept = JsonSerializer.Deserialize(row.Content.Span, ContractJson.Default.SubscriptionRequest)!;
        return new SubscriptionBody
        {
            Subscription = Ids.SubscriptionPrefix + row.Id,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            Filter = kept.Filter ?? new FilterBody(),
            Conflate = kept.Conflate,
        };
    }

    /// <summary>The letters of a subscription's id; null where it is none.</summary>
    public static string? Letters(string? id) =>
        id is { Length: <= Limits.IdCharactersMax } && id.StartsWith(Ids.SubscriptionPrefix, StringComparison.Ordinal)
            && id.Skip(Ids.SubscriptionPrefix.Length).All(char.IsAsciiLetterOrDigit)
            ? id[Ids.SubscriptionPrefix.Length..]
            : null;

    private static bool IsAccount(string id) =>
        Ids.TryParseAccount(id, out var letters) && AccountKey.TryParse(letters, out _);

    private static ErrorCode? Word(string word) => TextRules.Free(word, Limits.CategoryCharactersMax);

    private static LineFault? OneOf(IReadOnlyList<string>? list, string field, IReadOnlyCollection<string> words)
    {
        var other = list?.FirstOrDefault(word => !words.Contains(word));
        return Fault(list, field, words.Count, word => words.Contains(word) ? null : ErrorCodes.ValueUnknown) is
        { } fault
            ? fault with { Given = other, Allowed = $"1 to {words.Count} of {string.Join(", ", words.Order())}" }
            : null;
    }

    private static LineFault? Fault(
        IReadOnlyList<string>? list, string field, int most, Func<string, ErrorCode?> fault)
    {
        if (list is null)
        {
            return null;
        }

        if (list.Count == 0 || list.Count > most)
        {
            return new LineFault(ErrorCodes.NumberOutOfRange, field, $"{list.Count} items", $"1 to {most} items");
        }

        foreach (var item in list)
        {
            if ((item is null ? ErrorCodes.FieldType : fault(item)) is { } code)
            {
                return new LineFault(code, field);
            }
        }

        return null;
    }

    private static LineFault? Fault(ScoreRange? range, string field) =>
        range is { Min: < 0 or > Limits.ThresholdMax } or { Max: < 0 or > Limits.ThresholdMax }
            || range?.Min > range?.Max
            ? new LineFault(ErrorCodes.NumberOutOfRange, field)
            : null;

    private static LineFault? Fault(ThresholdBody? threshold) => threshold switch
    {
        null => null,
        { Score: not (Crossings.Anomaly or Crossings.Credit) } => new LineFault(ErrorCodes.ValueUnknown, "threshold"),
        { At: < 1 or > Limits.ThresholdMax } => new LineFault(ErrorCodes.NumberOutOfRange, "threshold"),
        _ => threshold.DeadBand < 0 || threshold.DeadBand > threshold.At
            ? new LineFault(ErrorCodes.NumberOutOfRange, "threshold")
            : null,
    };
}
