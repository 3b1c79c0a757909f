using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>
/// All that a household means to do. Each part has a stream of its own, so that one does not shift another.
/// </summary>
internal static class Routine
{
    private static readonly Action<Diary, Seeded>[] Parts =
    [
        Earnings.Write, Obligations.Write, Debts.Write, OwnMoney.Write, Living.Write, Leisure.Write,
        FirstPayments.Write, OneOffs.Write,
    ];

    /// <param name="stream">Gives the stream of a member's part.</param>
    public static List<Movement> Of(Household household, Func<int, Seeded> stream)
    {
        var movements = new List<Movement>();
        for (var place = 0; place < household.Members.Count; place++)
        {
            var diary = new Diary(household, household.Members[place]);
            for (var part = 0; part < Parts.Length; part++)
            {
                Parts[part](diary, stream((place * Parts.Length) + part));
            }

            movements.AddRange(diary.Movements);
        }

        return movements;
    }
}
