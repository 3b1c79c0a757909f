using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Tenants.Categories;

/// <summary>How a rule's direction and field are written, in packs, in versions and on the wire.</summary>
public static class RuleWords
{
    /// <summary>Null for a word that is none.</summary>
    public static PayeeField? FieldOrNone(string? word) => word switch
    {
        null or "any" => PayeeField.Any,
        "counterparty" => PayeeField.Counterparty,
        "description" => PayeeField.Description,
        _ => null,
    };

    public static string? Of(PayeeField field) => field switch
    {
        PayeeField.Counterparty => "counterparty",
        PayeeField.Description => "description",
        _ => null,
    };

    public static string? Of(Direction? direction) => direction switch
    {
        Core.Transactions.Direction.Debit => "debit",
        Core.Transactions.Direction.Credit => "credit",
        _ => null,
    };

    /// <summary>False for a word that is none.</summary>
    public static bool TryDirection(string? word, out Direction? direction)
    {
        direction = word switch
        {
            "debit" => Core.Transactions.Direction.Debit,
            "credit" => Core.Transactions.Direction.Credit,
            _ => null,
        };
        return word is null || direction is not null;
    }

    internal static Direction? Direction(string? word) => TryDirection(word, out var direction)
        ? direction
        : throw new InvalidDataException("a rule has a direction that is none");

    internal static PayeeField Field(string? word) =>
        FieldOrNone(word) ?? throw new InvalidDataException("a rule has a field that is none");
}
