using System.Buffers;
using System.Text.Json;
using OrleansRisk.Api.Accounts;
using OrleansRisk.Api.Decisions;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Feed;

namespace OrleansRisk.Api.Feed;

/// <summary>An event on its way out.</summary>
/// <param name="Body">The event as JSON, its cursor included.</param>
internal readonly record struct WrittenEvent(string Type, string Cursor, ReadOnlyMemory<byte> Body);

/// <summary>The one writer of events: streams and pages show the same.</summary>
internal static class EventWriter
{
    public const string ApiVersion = "v1";

    /// <summary>A decision, under its type.</summary>
    public static WrittenEvent Decision(string type, string cursor, FeedEntry entry, AccountProfile? profile)
    {
        var (letters, observed) = (entry.Account.ToString(), entry.Assessed!.Observed);
        var id = Ids.Event(letters, observed.Sequence, type == EventTypes.DecisionFlagged ? 'f' : 'u');
        return Write(type, cursor, id, observed.ArrivedAt, json =>
        {
            // Written once for all readers: what they see of it is the same.
            var written = profile is null ? DecisionOf(entry, null)
                : entry.Written.IsEmpty ? entry.Written = DecisionOf(entry, profile) : entry.Written;
            json.WriteRawValue(written.Span, skipInputValidation: true);
        });
    }

    public static WrittenEvent Crossing(string cursor, FeedEntry entry, CrossingBody crossing) => Write(
        EventTypes.ThresholdCrossed, cursor,
        Ids.Event(entry.Account.ToString(), entry.Assessed!.Observed.Sequence, 'c'), entry.Assessed.Observed.ArrivedAt,
        json => JsonSerializer.Serialize(json, crossing, ContractJson.Default.CrossingBody));

    public static WrittenEvent Snapshot(string cursor, AccountView view, long now) => Write(
        EventTypes.ScoreSnapshot, cursor, Ids.Event(view.Key.ToString(), view.Summary.Sequence, 's'), now,
        json => AccountEndpoints.Write(json, view));

    public static WrittenEvent Conflated(string cursor, int leftOut, long now) => Write(
        EventTypes.FeedConflated, cursor, Ids.EventPrefix + cursor, now,
        json => JsonSerializer.Serialize(json, new ConflatedBody(leftOut), ContractJson.Default.ConflatedBody));

    private static WrittenEvent Write(
        string type, string cursor, string id, long createdAt, Action<Utf8JsonWriter> data)
    {
        var output = new ArrayBufferWriter<byte>(2_048);
        using var json = new Utf8JsonWriter(output, JsonShape.Options);
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("type"u8, type);
        json.WriteString("created"u8, DateTime.UnixEpoch.AddMilliseconds(createdAt));
        json.WriteString("api_version"u8, ApiVersion);
        json.WriteString("cursor"u8, cursor);
        json.WritePropertyName("data"u8);
        data(json);
        json.WriteEndObject();
        json.Flush();
        return new WrittenEvent(type, cursor, output.WrittenMemory);
    }

    private static ReadOnlyMemory<byte> DecisionOf(FeedEntry entry, AccountProfile? profile)
    {
        var assessed = entry.Assessed!;
        var decided = new DecidedTransaction(
            profile?.Account ?? "", profile?.Zone ?? "UTC", assessed.Transaction, assessed.Observed, assessed.Decision,
            entry.FoldVersion, profile?.CurrencyNumber ?? assessed.Transaction.Currency.Number);
        var output = new ArrayBufferWriter<byte>(2_048);
        using var json = new Utf8JsonWriter(output, JsonShape.Options);
        DecisionWriter.Write(json, decided, entry.Account, default);
        json.Flush();
        return output.WrittenMemory;
    }
}
