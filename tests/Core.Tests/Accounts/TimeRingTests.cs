using FsCheck;
using FsCheck.Fluent;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Accounts;

public sealed class TimeRingTests
{
    /// <summary>lo ≤ exact ≤ hi for any arrivals, late ones too, as far as the ring reaches.</summary>
    [Fact]
    public void Window_AnyArrivals_BracketsTheExactNumber() =>
        Prop.ForAll(Arrivals(), steps =>
        {
            var state = Some.State();
            var ring = TimeRing.Day(state);
            var seen = new List<(long At, long Amount)>();
            var newest = Some.Noon;
            foreach (var (step, amount) in steps)
            {
                var at = newest + (step * 60_000L);
                newest = Math.Max(newest, at);
                if (at / TimeRing.HourMs > (newest / TimeRing.HourMs) - Layout.HourBuckets - 1)
                {
                    seen.Add((at, amount));
                }

                ring.Add(at, attempt: true, amount);
            }

            foreach (var buckets in new[] { 1, 6, Layout.HourBuckets })
            {
                var window = ring.Window(newest, buckets);
                var inside = seen.Where(each => each.At > newest - (buckets * TimeRing.HourMs)).ToList();
                Assert.InRange(inside.Count, window.Count, window.Count + window.EdgeCount);
                Assert.InRange(inside.Sum(each => each.Amount), window.Sum, window.Sum + window.EdgeSum);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Window_LongAfterTheLast_IsEmpty()
    {
        var ring = TimeRing.Week(Some.State());
        ring.Add(Some.Noon, attempt: true, 500);
        Assert.Equal(1, ring.Window(Some.Noon + (3 * Some.Day), Layout.WeekBuckets).Count);
        Assert.Equal(0, ring.Window(Some.Noon + (9 * Some.Day), Layout.WeekBuckets).Count);
    }

    /// <summary>Minutes forward or back, and an amount.</summary>
    private static Arbitrary<(int Step, int Amount)[]> Arrivals() =>
        Gen.Choose(-600, 400).SelectMany(step =>
            Gen.Choose(0, 100_000).Select(amount => (step, amount))).ArrayOf().ToArbitrary();
}
