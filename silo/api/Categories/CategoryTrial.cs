using System.Globalization;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Categories;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Api.Categories;

/// <summary>A transaction of which only that is stated which says what it is for.</summary>
internal static class CategoryTrial
{
    public static LineFault? Read(CategoryTestRequest request, out Transaction transaction)
    {
        var credit = request.Direction == Names.Of(Direction.Credit);
        transaction = new Transaction
        {
            Id = "trial",
            At = 0,
            AmountMinor = 0,
            Currency = default,
            Direction = credit ? Direction.Credit : Direction.Debit,
            Counterparty = request.Counterparty,
            Description = request.Description,
            Category = request.Category,
            Mcc = int.TryParse(request.Mcc, NumberStyles.None, CultureInfo.InvariantCulture, out var mcc) ? mcc : 0,
        };
        return Fault(request.Counterparty, Limits.CounterpartyCharactersMax, "counterparty")
            ?? Fault(request.Description, Limits.DescriptionCharactersMax, "description")
            ?? Fault(request.Category, Limits.CategoryCharactersMax, "category")
            ?? (request.Mcc is { } code && (code.Length != 4 || !code.All(char.IsAsciiDigit))
                ? new LineFault(ErrorCodes.MccInvalid, "mcc")
                : !RuleWords.TryDirection(request.Direction, out _)
                    ? new LineFault(ErrorCodes.ValueUnknown, "direction")
                    : null);
    }

    public static CategoryTestBody Of(Transaction transaction, RuleMatch match, int version) => new()
    {
        Category = CategoryCatalogue.NameOf(match.Finding.Category),
        By = CategoryWriter.NameOf(match.Finding.By),
        Rule = match.Rule is { } rule ? CategoryShapes.Of(rule) : null,
        Sensitive = CategoryCatalogue.IsSensitive(match.Finding.Category),
        Version = version,
        Counterparty = CategoryRules.Compared(transaction.Counterparty),
        Description = CategoryRules.Compared(transaction.Description),
    };

    private static LineFault? Fault(string? text, int most, string field) =>
        text is { Length: > 0 } && TextRules.Free(text, most) is { } code ? new LineFault(code, field) : null;
}
