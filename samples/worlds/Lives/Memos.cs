using System.Globalization;
using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>What the payer writes on a payment.</summary>
internal static class Memos
{
    public static string Fill(string memo, Country country, DateOnly day, Seeded seeded) =>
        !memo.Contains('{', StringComparison.Ordinal) ? memo : memo
            .Replace("{n4}", seeded.Between(1_000, 9_999).ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal)
            .Replace("{MMM}", country.Months[day.Month - 1].ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{MM}", day.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{yyyy}", day.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{yy}", day.ToString("yy", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
