using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Events.Decisions;

/// <summary>Writes what a transaction was taken to be for, where something said so; from scoring version 3.</summary>
internal static class CategoryWriter
{
    public static void Write(Utf8JsonWriter json, DecidedTransaction entry)
    {
        if (entry.Answer.ScoringVersion < ScoringVersions.Three || Of(entry) is not { Found: true } found)
        {
            return;
        }

        json.WriteStartObject("category"u8);
        json.WriteString("name"u8, CategoryCatalogue.NameOf(found.Category));
        json.WriteString("by"u8, NameOf(found.By));
        json.WriteEndObject();
    }

    /// <summary>Null for no evidence.</summary>
    public static string? NameOf(Evidence by) => by switch
    {
        Evidence.Stated => "stated",
        Evidence.MerchantCode => "mcc",
        Evidence.BankCode => "bank_code",
        Evidence.Rule => "rule",
        Evidence.Pack => "pack",
        Evidence.Stream => "stream",
        Evidence.Text => "text",
        _ => null,
    };

    private static CategoryFinding Of(DecidedTransaction entry)
    {
        var found = CategoryEvidence.Of(entry.Answer.ScoringVersion, entry.Transaction, entry.Inputs);
        return !found.Found && (entry.Decision.Flags & DecisionFlags.Recurring) != 0
            ? new CategoryFinding(Category.RecurringIncome, Evidence.Stream)
            : found;
    }
}
