using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Work for platforms: several payers, each week another sum, now and then a week off.</summary>
internal static class Gigs
{
    public static void Write(Diary diary, Seeded seeded)
    {
        var payers = Enumerable.Range(0, (int)seeded.Between(2, 4))
            .Select(_ => Firms.Gig(diary.Country, seeded)).DistinctBy(static payer => payer.Name).ToArray();
        var weekly = diary.Member.Income * 12 / 52;
        for (var monday = diary.First; monday < diary.End; monday = monday.AddDays(7))
        {
            var busy = seeded.Chance(50) ? 0 : seeded.Bell(45, 155);
            for (var place = 0; place < payers.Length; place++)
            {
                // The first platform is the main one; another pays only in weeks with work for it.
                var share = payers.Length == 1 ? 100 : place == 0 ? 60 : 55 / (payers.Length - 1);
                if (busy == 0 || (place > 0 && seeded.Chance(280)))
                {
                    continue;
                }

                var at = Clock.Batch(diary.Calendar.OnOrAfter(monday.AddDays(1 + place)), seeded);
                diary.In(at, weekly * busy * share / 10_000 + seeded.Below(99), payers[place], Use.Gig, Way.Batch, "",
                    $"gig{place}");
            }
        }
    }
}
