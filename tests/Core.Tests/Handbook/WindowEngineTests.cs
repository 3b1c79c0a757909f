using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Tests.Support;
using Xunit.Abstractions;
using Some = OrleansRisk.Core.Tests.Support.Some;

namespace OrleansRisk.Core.Tests.Handbook;

/// <summary>
/// The windows against features that others computed: 201,295 payments of the handbook with its own twelve columns.
/// </summary>
public sealed class WindowEngineTests(ITestOutputHelper output)
{
    private const int Rows = 201_295;
    private const long Day = 86_400;
    private const int DelayDays = 7;

    /// <summary>One by one, exact to the second, as a rule would count.</summary>
    [SharedDataFact("handbook")]
    public void ExactLog_EveryExpectedRow_HasTheSameWindows()
    {
        var (cards, terminals) = (new Dictionary<int, byte[]>(), new Dictionary<int, byte[]>());
        var seconds = SharedSeconds();
        var tally = new Tally();
        using var expected = HandbookFiles.Expected().GetEnumerator();
        Assert.True(expected.MoveNext());
        foreach (var payment in HandbookFiles.Payments)
        {
            var card = Log(cards, payment.Card, 160);
            var terminal = Log(terminals, payment.Terminal, 192);
            card.Add(payment.At, payment.Amount, marked: false);
            terminal.Add(payment.At, 0, payment.Fraud);
            if (payment.Id != expected.Current.Id)
            {
                continue;
            }

            tally.Rows++;
            tally.Terminal += Same(terminal, payment.At, expected.Current.Terminal, SameShare) ? 1 : 0;
            if (Same(card, payment.At, expected.Current.Card, SameMean))
            {
                tally.Card++;
            }
            else
            {
                Assert.Contains((payment.Card, payment.At), seconds);
            }

            if (!expected.MoveNext())
            {
                break;
            }
        }

        output.WriteLine($"{tally.Rows:N0} rows: terminal columns equal in {tally.Terminal:N0}, card columns in "
            + $"{tally.Card:N0}; the others share their second with another payment of the card");
        Assert.Equal((Rows, Rows), (tally.Rows, tally.Terminal));
        Assert.InRange(tally.Card, Rows - 20, Rows);
    }

    /// <summary>The account's own rings hold the exact number between what is surely inside and what may be.</summary>
    [SharedDataFact("handbook")]
    public void Rings_EveryExpectedRow_HoldTheExactNumberBetweenTheirBounds()
    {
        var states = new Dictionary<int, byte[]>();
        var seconds = SharedSeconds();
        var (rows, equalDay, equalWeek) = (0, 0, 0);
        using var expected = HandbookFiles.Expected().GetEnumerator();
        Assert.True(expected.MoveNext());
        foreach (var payment in HandbookFiles.Payments)
        {
            if (!states.TryGetValue(payment.Card, out var state))
            {
                states.Add(payment.Card, state = Some.State("EUR"));
            }

            HandbookStream.Assess(state, payment, default, Some.Tables, ScoringVersions.Newest, out _);
            if (payment.Id != expected.Current.Id)
            {
                continue;
            }

            rows++;
            var at = payment.At * 1_000;
            var (day, week) = (expected.Current.Card[0], expected.Current.Card[1]);
            var tie = seconds.Contains((payment.Card, payment.At)) ? 1 : 0;
            equalDay += Bounded(TimeRing.Day(state).Window(at, Layout.HourBuckets), day, tie) ? 1 : 0;
            equalWeek += Bounded(TimeRing.Week(state).Window(at, Layout.WeekBuckets), week, tie) ? 1 : 0;
            if (!expected.MoveNext())
            {
                break;
            }
        }

        output.WriteLine($"{rows:N0} rows within the bounds of the rings; what is surely inside is exact in "
            + $"{equalDay:N0} of a day, {equalWeek:N0} of a week");
        Assert.Equal(Rows, rows);
    }

    /// <summary>Whether what is surely inside is all there is.</summary>
    private static bool Bounded(in RingWindow window, in ExpectedWindow expected, int tie)
    {
        Assert.InRange(expected.Count, window.Count - tie, window.Count + window.EdgeCount + tie);
        if (tie == 0)
        {
            var sum = expected.Count * expected.Second * 100;
            Assert.InRange(sum, window.Sum - 0.5, window.Sum + window.EdgeSum + 0.5);
        }

        return (int)expected.Count == window.Count;
    }

    private delegate bool Comparison(in ExactLog log, long now, in ExpectedWindow expected);

    private static bool Same(in ExactLog log, long now, ExpectedWindow[] windows, Comparison same)
    {
        var equal = true;
        foreach (var window in windows)
        {
            equal &= same(log, now, window);
        }

        return equal;
    }

    private static bool SameShare(in ExactLog log, long now, in ExpectedWindow expected)
    {
        var all = log.Between(now - ((DelayDays + expected.Days) * Day), now);
        var late = log.Between(now - (DelayDays * Day), now);
        Assert.False(all.Bounded);
        var (count, frauds) = (all.Count - late.Count, all.Marked - late.Marked);
        var share = count == 0 ? 0 : frauds / (double)count;
        return count == (int)expected.Count && Math.Abs(share - expected.Second) < 1e-9;
    }

    private static bool SameMean(in ExactLog log, long now, in ExpectedWindow expected)
    {
        var window = log.Between(now - (expected.Days * Day), now);
        Assert.False(window.Bounded);
        return window.Count == (int)expected.Count
            && Math.Abs((window.Sum / 100.0 / window.Count) - expected.Second) < 1e-6;
    }

    /// <summary>Seconds in which a card paid more than once: their order is anybody's guess.</summary>
    private static HashSet<(int Card, long At)> SharedSeconds()
    {
        var (seen, shared) = (new HashSet<(int, long)>(), new HashSet<(int, long)>());
        foreach (var payment in HandbookFiles.Payments)
        {
            if (!seen.Add((payment.Card, payment.At)))
            {
                shared.Add((payment.Card, payment.At));
            }
        }

        return shared;
    }

    private static ExactLog Log(Dictionary<int, byte[]> logs, int key, int transactions)
    {
        if (!logs.TryGetValue(key, out var bytes))
        {
            logs.Add(key, bytes = new byte[ExactLog.SizeFor(transactions)]);
        }

        return new ExactLog(bytes);
    }

    private sealed class Tally
    {
        public int Rows, Terminal, Card;
    }
}
