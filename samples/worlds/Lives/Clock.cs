using OrleansRisk.Samples.Generator;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Times of day. Nothing happens between two and three, when clocks change.</summary>
internal static class Clock
{
    /// <summary>When banks book what comes in files: salaries, debits, standing orders.</summary>
    public static DateTime Batch(DateOnly day, Seeded seeded) =>
        day.ToDateTime(TimeOnly.MinValue).AddSeconds(seeded.Between(3 * 3_600, 6 * 3_600));

    /// <summary>Standing orders that others wait for.</summary>
    public static DateTime Early(DateOnly day, Seeded seeded) =>
        day.ToDateTime(TimeOnly.MinValue).AddSeconds(seeded.Between(300, 6_600));

    /// <summary>When shops are open.</summary>
    public static DateTime Shopping(DateOnly day, Seeded seeded) => Bell(day, 7, 22, seeded);

    /// <summary>When people take their telephone and pay somebody: all of the day, now and then at night.</summary>
    public static DateTime Handy(DateOnly day, Seeded seeded) => seeded.Chance(60)
        ? day.ToDateTime(TimeOnly.MinValue).AddSeconds(seeded.Below(2 * 3_600))
        : Bell(day, 6, 24, seeded);

    private static DateTime Bell(DateOnly day, int from, int until, Seeded seeded) =>
        day.ToDateTime(TimeOnly.MinValue).AddSeconds(seeded.Bell(from * 3_600, (until * 3_600) - 1));
}
