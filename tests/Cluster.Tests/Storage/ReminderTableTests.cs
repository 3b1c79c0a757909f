using Orleans;
using Orleans.Runtime;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Storage;

/// <summary>Our statements behind Orleans' reminders, asked through Orleans' own table.</summary>
public sealed class ReminderTableTests(OrleansTables tables) : IClassFixture<OrleansTables>
{
    private static readonly DateTime Start = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    private IReminderTable Table => tables.Silos.Of<IReminderTable>(0);

    [Fact]
    public async Task Reminder_WrittenTwice_IsOneWithANewTag()
    {
        var grain = GrainId.Create("tenant", "t/1");
        var first = await Table.UpsertRow(Entry(grain, "day", TimeSpan.FromHours(24)));
        var second = await Table.UpsertRow(Entry(grain, "day", TimeSpan.FromHours(12)));
        Assert.NotEqual(first, second);
        var read = Assert.Single((await Table.ReadRows(grain)).Reminders);
        Assert.Equal((TimeSpan.FromHours(12), Start, second), (read.Period, read.StartAt, read.ETag));
        Assert.False(await Table.RemoveRow(grain, "day", first));
        Assert.True(await Table.RemoveRow(grain, "day", second));
        Assert.Null(await Table.ReadRow(grain, "day"));
    }

    [Fact]
    public async Task Reminders_ReadByAnyTwoRanges_AreEachInExactlyOne()
    {
        const int Grains = 60;
        for (var number = 100; number < 100 + Grains; number++)
        {
            await Table.UpsertRow(Entry(GrainId.Create("tenant", $"t/{number}"), "day", TimeSpan.FromHours(1)));
        }

        foreach (var (from, to) in new[] { (0u, 0x8000_0000u), (0xC000_0000u, 0x1000_0000u), (7u, 0xFFFF_FFF0u) })
        {
            var inside = (await Table.ReadRows(from, to)).Reminders.Select(each => each.GrainId).ToHashSet();
            var outside = (await Table.ReadRows(to, from)).Reminders.Select(each => each.GrainId).ToHashSet();
            Assert.Empty(inside.Intersect(outside));
            Assert.True(inside.Count + outside.Count >= Grains, $"{from:x} {to:x}: {inside.Count} {outside.Count}");
            Assert.All(inside, grain => Assert.True(In(grain.GetUniformHashCode(), from, to)));
        }
    }

    private static bool In(uint hash, uint from, uint to) =>
        from < to ? hash > from && hash <= to : hash > from || hash <= to;

    private static ReminderEntry Entry(GrainId grain, string name, TimeSpan period) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = period };
}
