using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Tenants.Models;

/// <summary>
/// A credit model as a file: <c>{"kind":"credit_card","version":2,"about":{"currency":"MYR",…},"intercept":…,"terms":
/// [{"feature":"balance.trend","direction":"falling","scale":"linear","unit":1,"low":…,"high":…,"centre":…,"weight":…,
/// "missing":0}],"history":{"days":14,"transactions":7}}</c>; a term may have <c>"bins":{"edges":[…],"values":[…]}</c>.
/// Numbers are written so that they read back to the same bits; without a history the card asks for the standard one.
/// Version 1 has neither what it was fitted on nor directions nor bins.
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

    public static string Write(CreditModel card)
    {
        // A model from before version 2 is written as it was read: its name is the hash of its file.
        var second = card.About is not null
            || card.Terms.Any(static term => term.Bins is not null || term.Direction != CreditDirection.Either);
        return JsonSerializer.Serialize(
            new CreditModelBody(
                Kind, second ? 2 : 1, card.Intercept, [.. card.Terms.Select(static term => BodyOf(term))],
                new HistoryBody(card.Needs.Days, card.Needs.Transactions), card.About),
            Options);
    }

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

        if (body is not { Kind: Kind, Version: 1 or 2, Terms: not null })
        {
            throw new CreditModelUnreadableException("it is not of kind credit_card, version 1 or 2");
        }

        if (Wrong(body) is { } fault)
        {
            throw new CreditModelUnreadableException(fault);
        }

        var card = new CreditModel(body.Intercept, [.. body.Terms.Select(Term)])
        {
            Needs = body.History is { } history
                ? new HistoryNeed(history.Days, history.Transactions) : HistoryNeed.Standard,
            About = body.About,
        };
        return card.Check() is { } wrong ? throw new CreditModelUnreadableException(wrong) : card;
    }

    private static string? Wrong(CreditModelBody body)
    {
        if (body.Version == 1)
        {
            return body.About is not null
                || body.Terms!.Any(static term => (term.Bins ?? (object?)term.Direction) != null)
                ? "version 1 has no about, no directions and no bins" : null;
        }

        var about = body.About;
        return about is null || !Currency.TryParse(about.Currency, out _) ? "it does not state its currency"
            : about.DataHash is not { Length: 64 } ? "it does not state the hash of its data"
            : about.TrainedFrom is not { Length: 10 } || about.TrainedTo is not { Length: 10 }
                ? "it does not state its training window"
            : string.IsNullOrWhiteSpace(about.Bad) ? "it does not state what a bad loan is"
            : about.Denied is null ? "it does not state which features are denied" : null;
    }

    private static TermBody BodyOf(CreditModelTerm term) => new(
        FeatureCatalogue.NameOf(term.Feature), term.Scale == CreditModelScale.Linear ? "linear" : "logarithm",
        term.Unit, term.Low, term.High, term.Centre, term.Weight, term.Missing,
        term.Direction switch { CreditDirection.Rising => "rising", CreditDirection.Falling => "falling", _ => null },
        term.Bins is { } bins ? new BinsBody(bins.Edges, bins.Values) : null);

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
        term.Unit, term.Low, term.High, term.Centre, term.Weight, term.Missing)
    {
        Direction = term.Direction switch
        {
            null => CreditDirection.Either,
            "rising" => CreditDirection.Rising,
            "falling" => CreditDirection.Falling,
            _ => throw new CreditModelUnreadableException("a direction is neither rising nor falling"),
        },
        Bins = term.Bins is { } bins ? new CreditModelBins(bins.Edges ?? [], bins.Values ?? []) : null,
    };

    private sealed record CreditModelBody(
        string? Kind, int Version, double Intercept, IReadOnlyList<TermBody>? Terms, HistoryBody? History = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CreditModelAbout? About = null);

    private sealed record HistoryBody(short Days, short Transactions);

    private sealed record TermBody(
        string? Feature, string? Scale, double Unit, double Low, double High, double Centre, double Weight,
        double Missing,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Direction = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BinsBody? Bins = null);

    private sealed record BinsBody(IReadOnlyList<double>? Edges, IReadOnlyList<double>? Values);
}

/// <summary>A file that is no card this version can read; the message says what is wrong.</summary>
public sealed class CreditModelUnreadableException(string message) : Exception(message);
