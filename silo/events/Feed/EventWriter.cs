using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Events.Text;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Events.Feed;

/// <summary>An event on its way out.</summary>
/// <param name="Cursor">Where to go on after it; null where it is told without one.</param>
/// <param name="Body">The event as JSON, its cursor included where there is one.</param>
/// <param name="Sequence">Of the decision that raised it, where one did.</param>
/// <param name="Crossing">Of a crossing, what was crossed.</param>
/// <param name="Trace">Trace context of what raised it, if it is traced.</param>
internal readonly record struct WrittenEvent(
    string Type, string? Cursor, ReadOnlyMemory<byte> Body, string Id, AccountKey Account = default,
    long Sequence = 0, CrossingBody? Crossing = null, string? Trace = null);

/// <summary>The one writer of events: streams and pages show the same.</summary>
internal static class EventWriter
{
    public const string ApiVersion = "v1";

    /// <summary>A decision, under its type.</summary>
    public static WrittenEvent Decision(string type, string? cursor, FeedEntry entry, AccountProfile? profile)
    {
        var inputs = entry.Assessed!.Inputs;
        return Write(type, cursor, DecisionId(type, entry.Account, inputs.Sequence), inputs.ArrivedAt, json =>
        {
            // Written once for all readers: what they see of it is the same.
            var written = profile is null ? DecisionOf(entry, null)
                : entry.Written.IsEmpty ? entry.Written = DecisionOf(entry, profile) : entry.Written;
            json.WriteRawValue(written.Span, skipInputValidation: true);
        }) with
        { Account = entry.Account, Sequence = inputs.Sequence, Trace = entry.Trace };
    }

    /// <summary>The same as it was recorded, without a cursor.</summary>
    public static WrittenEvent Decision(string type, AccountKey account, DecidedTransaction decided) => Write(
        type, null, DecisionId(type, account, decided.Inputs.Sequence), decided.Inputs.ArrivedAt,
        json => DecisionWriter.Write(json, decided, account, default));

    public static WrittenEvent Crossing(
        string? cursor, AccountKey account, long sequence, long arrivedAt, CrossingBody crossing)
    {
        var id = RecordIds.Event(account.ToString(), sequence, 'c');
        var written = Write(
            EventTypes.ThresholdCrossed, cursor, id, arrivedAt,
            json => JsonSerializer.Serialize(json, crossing, ContractJson.Default.CrossingBody));
        return written with { Account = account, Sequence = sequence, Crossing = crossing };
    }

    public static WrittenEvent Loaded(string? cursor, FeedEntry entry, AccountProfile? profile)
    {
        var (inputs, letters) = (entry.Assessed!.Inputs, entry.Account.ToString());
        var body = new AccountLoadedBody
        {
            AccountId = Ids.Account(letters),
            Account = profile?.Account,
            Transactions = entry.Loaded,
            Sequence = inputs.Sequence,
        };
        return Write(
            EventTypes.AccountLoaded, cursor, RecordIds.Event(letters, inputs.Sequence, 'l'), inputs.ArrivedAt,
            json => JsonSerializer.Serialize(json, body, ContractJson.Default.AccountLoadedBody));
    }

    public static WrittenEvent Restated(string? cursor, FeedEntry entry, AccountProfile? profile)
    {
        var (closed, rebuilt, letters) = (entry.Closed, entry.Rebuilt, entry.Account.ToString());
        var id = RecordIds.Event(letters, entry.Sequence, 'r');
        return Write(
            EventTypes.ScoreRestated, cursor, id, closed?.ArrivedAt ?? rebuilt!.ArrivedAt, json =>
            {
                json.WriteStartObject();
                json.WriteString("account_id"u8, Ids.Account(letters));
                json.WriteString("account"u8, profile?.Account);
                if (closed is not null)
                {
                    json.WriteString("day"u8, Day(closed.Closed.Day));
                }
                else
                {
                    json.WriteNumber("revision"u8, rebuilt!.Revision);
                }

                json.WriteNumber("sequence"u8, entry.Sequence);
                // Reasons state amounts, and the currency of an account that cannot be read is not known.
                var score = closed?.Credit ?? rebuilt!.After;
                var (credit, currency) = profile is null
                    ? (score with { ReasonCount = 0 }, default(Currency))
                    : (score, Currency.FromNumber(profile.CurrencyNumber));
                ScoreWriter.Credit(json, "credit"u8, credit, currency);
                json.WriteEndObject();
            });
    }

    public static string TypeOf(ConsentEventKind kind) => kind switch
    {
        ConsentEventKind.Given => EventTypes.ConsentGiven,
        ConsentEventKind.Revoked => EventTypes.ConsentRevoked,
        _ => EventTypes.ConsentExpired,
    };

    /// <summary>The consent's id stands for an account's and the change's number for a sequence: both are its own.
    /// </summary>
    public static WrittenEvent Consent(string? cursor, ConsentEvent told)
    {
        var (type, key) = (TypeOf(told.Kind), new AccountKey(told.Consent));
        var body = new ConsentEventBody
        {
            Consent = Ids.Consent(key.ToString()),
            Customer = Ids.Customer(new AccountKey(told.Subject).ToString()),
            Purpose = told.Purpose,
            From = DateTimeOffset.FromUnixTimeMilliseconds(told.From),
            To = DateTimeOffset.FromUnixTimeMilliseconds(told.To),
            HistoryDays = told.HistoryDays == 0 ? null : told.HistoryDays,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(told.CreatedAt),
            RevokedAt = told.Kind == ConsentEventKind.Revoked
                ? DateTimeOffset.FromUnixTimeMilliseconds(told.At) : null,
        };
        var id = RecordIds.Event(key.ToString(), told.Number, 'g');
        var written = Write(
            type, cursor, id, told.At,
            json => JsonSerializer.Serialize(json, body, ContractJson.Default.ConsentEventBody));
        return written with { Account = key, Sequence = told.Number };
    }

    public static WrittenEvent Test(string id, string webhook, long now) => Write(
        EventTypes.WebhookTest, null, id, now, json =>
        {
            json.WriteStartObject();
            json.WriteString("webhook"u8, webhook);
            json.WriteEndObject();
        });

    private static string Day(int since1970) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(since1970)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string DecisionId(string type, AccountKey account, long sequence) =>
        RecordIds.Event(account.ToString(), sequence, type == EventTypes.DecisionFlagged ? 'f' : 'u');

    public static WrittenEvent Snapshot(string cursor, AccountView view, long now) => Write(
        EventTypes.ScoreSnapshot, cursor, RecordIds.Event(view.Key.ToString(), view.Summary.Sequence, 's'), now,
        json => AccountWriter.Write(json, view));

    public static WrittenEvent Conflated(string cursor, int leftOut, long now) => Write(
        EventTypes.FeedConflated, cursor, Ids.EventPrefix + cursor, now,
        json => JsonSerializer.Serialize(json, new ConflatedBody(leftOut), ContractJson.Default.ConflatedBody));

    private static WrittenEvent Write(
        string type, string? cursor, string id, long createdAt, Action<Utf8JsonWriter> data)
    {
        var output = new ArrayBufferWriter<byte>(2_048);
        using var json = new Utf8JsonWriter(output, JsonShape.Options);
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("type"u8, type);
        json.WriteString("created"u8, DateTime.UnixEpoch.AddMilliseconds(createdAt));
        json.WriteString("api_version"u8, ApiVersion);
        if (cursor is not null)
        {
            json.WriteString("cursor"u8, cursor);
        }

        json.WritePropertyName("data"u8);
        data(json);
        json.WriteEndObject();
        json.Flush();
        return new WrittenEvent(type, cursor, output.WrittenMemory, id);
    }

    private static ReadOnlyMemory<byte> DecisionOf(FeedEntry entry, AccountProfile? profile)
    {
        var assessed = entry.Assessed!;
        var decided = new DecidedTransaction(assessed.Transaction, new DecisionAnswer(
            profile?.Account ?? "", profile?.Zone ?? "", assessed.Inputs, assessed.Decision, entry.ScoringVersion,
            profile?.CurrencyNumber ?? assessed.Transaction.Currency.Number));
        var output = new ArrayBufferWriter<byte>(2_048);
        using var json = new Utf8JsonWriter(output, JsonShape.Options);
        DecisionWriter.Write(
            json, decided, entry.Account, new DecisionPlace { AccountUnreadable = profile is null });
        json.Flush();
        return output.WrittenMemory;
    }
}
