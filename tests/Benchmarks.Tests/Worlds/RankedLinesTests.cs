using OrleansRisk.Benchmarks.Worlds;

namespace OrleansRisk.Benchmarks.Tests.Worlds;

public sealed class RankedLinesTests
{
    /// <summary>Two events of three planted lines on two accounts, and five lines that are nobody's.</summary>
    private static readonly JudgedLine[] Lines =
    [
        Line(0, day: 1), Line(0, day: 1, planted: 0, amount: 700), Line(0, day: 2, planted: 0, amount: 200),
        Line(1, day: 1), Line(1, day: 3, planted: 1, amount: 100), Line(2, day: 1), Line(2, day: 2), Line(2, day: 3),
    ];

    [Fact]
    public void LinePrecision_OfAsManyAsArePlanted_IsTheShareThatIs() =>
        Assert.Equal(2 / 3.0, Ranked([0, 9, 8, 7, 1, 0, 0, 0]).LinePrecision().Value);

    [Fact]
    public void EventPrecision_TwoDaysOfOneEvent_CountsItOnce() =>
        Assert.Equal(1 / 2.0, Ranked([0, 9, 8, 0, 7, 0, 0, 0]).EventPrecision().Value);

    [Fact]
    public void EventPrecision_SeveralLinesOfADay_AreOneGroup() =>
        Assert.Equal(1, Ranked([8, 9, 0, 0, 7, 0, 0, 0]).EventPrecision().Value);

    [Theory]
    [InlineData(0.125, 0.5)]
    [InlineData(0.5, 1)]
    public void EventsWithin_AShareOfAllLines_HaveALineThere(double share, double found) =>
        Assert.Equal(found, Ranked([0, 9, 1, 5, 6, 7, 0, 0]).EventsWithin(share).Value);

    [Fact]
    public void Interval_OfAFigureThatEveryAccountShares_IsThatFigure()
    {
        JudgedLine[] alike = [Line(0, 1, planted: 0), Line(0, 1), Line(1, 1, planted: 1), Line(1, 1)];
        var interval = new RankedLines(alike, [9, 1, 8, 2], new bool[4]).LinePrecision();
        Assert.Equal((1, 1, 1), (interval.Value, interval.Low, interval.High));
    }

    [Fact]
    public void Alerts_FlaggedLinesOfADay_AreOne() => Assert.Equal(
        3, new RankedLines(Lines, new double[8], [true, true, true, false, false, true, false, false]).Alerts());

    [Fact]
    public void EventsFlagged_OfSome_AsksForTheirOwnLines() => Assert.Equal(
        (1, 0), (Flagged(1).EventsFlagged(static number => number == 0), Flagged(0).EventsFlagged(static _ => true)));

    /// <summary>On the first day 700 of 1,000 lie in the highest group, on the others nothing does.</summary>
    [Fact]
    public void PerDay_OneGroupADay_IsWhatTheHighestHold()
    {
        var (precision, money) = Ranked([0, 9, 0, 8, 0, 7, 6, 5]).PerDay(1);
        Assert.Equal((1 / 3.0, 0.7), (precision, money));
    }

    private static JudgedLine Line(int account, int day, int planted = -1, long amount = 10) =>
        new(account, day, amount, Debit: true, planted, planted >= 0);

    private static RankedLines Ranked(double[] scores) => new(Lines, scores, new bool[8]);

    private static RankedLines Flagged(int place)
    {
        var flagged = new bool[8];
        flagged[place] = true;
        return new RankedLines(Lines, new double[8], flagged);
    }
}
