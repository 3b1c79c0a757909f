using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Tenants.Categories;

/// <summary>Where a rule looks.</summary>
public enum PayeeField : byte
{
    Any = 0,
    Counterparty = 1,

    /// <summary>What the customer may have written.</summary>
    Description = 2,
}

/// <summary>Whoever has these words in a row in the name is paid for this.</summary>
/// <param name="Text">As stated; compared as <see cref="PlainText"/> makes it.</param>
/// <param name="Direction">Null for every direction that the category is ever of.</param>
public sealed record PayeeRule(
    string Text, Category Category, Direction? Direction = null, PayeeField Field = PayeeField.Any)
{
    internal bool Takes(Direction direction, PayeeField field) =>
        (Field == PayeeField.Any || Field == field)
        && (Direction is { } stated ? stated == direction : CategoryCatalogue.Takes(Category, direction));
}
