using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Categories;

/// <summary>A row of the catalogue.</summary>
/// <param name="Name">Stable: <c>income.salary</c>.</param>
/// <param name="Out">What a debit of it counts as; null where it never goes out.</param>
/// <param name="In">What a credit of it counts as; null where it only comes in as money taken back.</param>
internal sealed record CategoryEntry(
    Category Category, string Name, FlowKind? Out, FlowKind? In, CategoryTraits Traits = CategoryTraits.None)
{
    public bool Is(CategoryTraits trait) => (Traits & trait) != 0;
}

[Flags]
internal enum CategoryTraits : byte
{
    None = 0,

    /// <summary>
    /// Says something of health, belief, origin, family or need: shown to the lender, and no feature tells it from
    /// other money.
    /// </summary>
    Sensitive = 1,

    /// <summary>What is spent on it stays out of everything that credit reads of money spent.</summary>
    SetApart = 2,

    /// <summary>For the roof over one's head: whether it is paid regularly is looked at.</summary>
    Housing = 4,

    /// <summary>Lent until the next pay.</summary>
    Payday = 8,

    /// <summary>Paid to a collector.</summary>
    Collection = 16,

    /// <summary>Lent for studies: no lender that counts as one.</summary>
    Student = 32,
}
