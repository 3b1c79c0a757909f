using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Tenants.Models;

/// <summary>
/// A credit model as a file: <c>{"kind":"credit_card","version":1,"intercept":…,"terms":[{"feature":
/// "balance.trend","scale":"linear","unit":1,"low":…,"high":…,"centre":…,"weight":…,"missing":0}],"history":
/// {"days":14,"transactions":7}}</c>. Numbers are written so that they read back to the same bits; without a history
/// the card asks for the standard one.
/// </summary>
public static class CreditModelFile
{
    public const int BytesMax = 64 * 1024;
    private const string Kind = "credit_card";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    public static string Write(CreditModel card) => JsonSerializer.Serialize(
        new CreditModelBody(Kind, 1, card.Intercept, [.. card.Terms.Select(static term => new TermBody(
            FeatureCatalogue.NameOf(term.Feature), term.Scale == CreditModelScale.Linear ? "linear"
                : "logarithm", term.Unit,
            term.Low, term.High, term.Centre, term.Weight, term.Missing))],
            new HistoryBody(card.Needs.Days, card.Needs.Transactions)),
        Options);

    /// <summary>Throws <see cref="CreditModelUnreadableException"/> with what is wrong.</summary>
    public static CreditModel Read(string text)
    {
        if (text.Length > BytesMax)
        {
            throw new CreditModelUnreadableException($"a card has at most {BytesMax} bytes");
        }

        CreditModelBody? body;
        try
        {
            body = JsonSerializer.Deserialize<CreditModelBody>(text, Options);
        }
        catch (JsonException e)
        {
            throw new CreditModelUnreadableException($"it is no card: {e.Path ?? "the text"} does not read");
        }

        if (body is not { Kind: Kind, Version: 1, Terms: not null })
        {
            throw new CreditModelUnreadableException("it is not of kind credit_card, version 1");
        }

        var card = new CreditModel(body.Intercept, [.. body.Terms.Select(Term)])
        {
            Needs = body.History is { } history
                ? new HistoryNeed(history.Days, history.Transactions) : HistoryNeed.Standard,
        };
        return card.Check() is { } wrong ? throw new CreditModelUnreadableException(wrong) : card;
    }

    private static CreditModelTerm Term(TermBody term) => new(
        FeatureCatalogue.Find(term.Feature ?? "") is { } entry && (int)entry.Number >= FeatureRow.FirstCredit
            ? entry.Number
            : throw new CreditModelUnreadableException("a term names no credit feature"),
        term.Scale switch
        {
            "linear" => CreditModelScale.Linear,
            "logarithm" => CreditModelScale.Logarithm,
            _ => throw new CreditModelUnreadableException("a term's scale is neither linear nor logarithm"),
        },
        term.Unit, term.Low, term.High, term.Centre, term.Weight, term.Missing);

    private sealed record CreditModelBody(
        string? Kind, int Version, double Intercept, IReadOnlyList<TermBody>? Terms, HistoryBody? History = null);

    private sealed record HistoryBody(short Days, short Transactions);

    private sealed record TermBody(
        string? Feature, string? Scale, double Unit, double Low, double High, double Centre, double Weight,
        double Missing);
}

/// <summary>A file that is no card this version can read; the message says what is wrong.</summary>
public sealed class CreditModelUnreadableException(string message) : Exception(message);
