using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Households;

/// <summary>Firms: some are known to everyone, the others are put together from words that no list knows.</summary>
internal static class Firms
{
    /// <summary>How many employers are known ones; the rest is invented.</summary>
    public const int KnownEmployersPerMille = 480;

    /// <summary>How many lenders are known ones; the rest is invented.</summary>
    public const int KnownLendersPerMille = 600;

    public static Party Employer(Country country, Seeded seeded) => seeded.Chance(KnownEmployersPerMille)
        ? new Party(seeded.Pick(country.Data.Items("employers.known")))
        : Invented(country, seeded);

    public static Party Invented(Country country, Seeded seeded)
    {
        var name = seeded.Pick(country.Data.Items("firm.forms"))
            .Replace("{w}", seeded.Pick(country.Data.Items("firm.words")), StringComparison.Ordinal)
            .Replace("{t}", seeded.Pick(country.Data.Items("firm.trades")), StringComparison.Ordinal);
        return new Party(
            name.Replace("{p}", country.Persons.Family(country.Persons.Draw(seeded)), StringComparison.Ordinal));
    }

    /// <summary>A lender of that sort: <c>loan</c>, <c>payday</c>, <c>bnpl</c>, <c>car</c>…</summary>
    public static Party Lender(Country country, string sort, Seeded seeded)
    {
        var known = $"lenders.{sort}.known";
        var invented = $"lenders.{sort}.invented";
        var chosen = seeded.Chance(KnownLendersPerMille) || !country.Data.Has(invented) ? known : invented;
        return new Party(seeded.Pick(country.Data.Items(chosen)));
    }

    public static Party Gig(Country country, Seeded seeded) => new(seeded.Pick(
        country.Data.Items(seeded.Chance(550) ? "gigs.known" : "gigs.invented")));

    /// <summary>One of a list in the data; a town in its name is the customer's, when it is printed.</summary>
    public static Party One(Country country, string section, Seeded seeded) =>
        new(seeded.Pick(country.Data.Items(section)));
}
