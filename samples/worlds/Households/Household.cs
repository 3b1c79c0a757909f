using OrleansRisk.Samples.Worlds.Countries;

namespace OrleansRisk.Samples.Worlds.Households;

/// <summary>One or two customers and their accounts.</summary>
/// <param name="Number">From 0; all of its random streams hang on it.</param>
/// <param name="First">First day of the window.</param>
/// <param name="End">First day after it.</param>
internal sealed record Household(
    int Number, Country Country, IReadOnlyList<Member> Members, DateOnly First, DateOnly End)
{
    public IEnumerable<Money.Account> Accounts => Members
        .SelectMany(static member => new[] { member.Main, member.Savings, member.Joint })
        .OfType<Money.Account>().DistinctBy(static account => account.Id);

    /// <summary>The savings account that an account's missing money is taken from.</summary>
    public Money.Account? SavingsOf(Money.Account account) => account.Product == Money.Product.Savings
        ? null
        : Members.FirstOrDefault(member => member.Id == account.Customers[0])?.Savings;
}
