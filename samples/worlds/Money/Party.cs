using OrleansRisk.Samples.Worlds.Countries;

namespace OrleansRisk.Samples.Worlds.Money;

/// <summary>Who is paid or pays.</summary>
/// <param name="Name">In full, as its owner writes it.</param>
/// <param name="Person">Set if it is a person.</param>
/// <param name="Religion">Set if it collects for one.</param>
/// <param name="Mcc">Set if it is a merchant.</param>
/// <param name="Country">Where the merchant is, if not at home.</param>
/// <param name="Town">Where the merchant is, if not near its customers.</param>
/// <param name="Branch">Which of its branches, for its terminal.</param>
internal sealed record Party(
    string Name, Person? Person = null, string? Religion = null, string? Mcc = null, string? Country = null,
    string? Town = null, int Branch = 0)
{
    public static Party Of(Country country, Person person) => new(country.Persons.Name(person), person);

    public static Party Of(Shop shop, int branch) =>
        new(shop.Name, Mcc: shop.Mcc, Country: shop.Country, Town: shop.Town, Branch: branch);
}
