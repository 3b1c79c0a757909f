using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Journal.Tests.Feed;

/// <summary>What a commit's records are to readers of the feed, and in which places they stand.</summary>
public sealed class FeedCommitTests
{
    [Fact]
    public void Commit_WithDaysThatEnded_CountsItsDecisionsAsThoughTheyWereNotThere()
    {
        var (one, two, three) = (Assessed("one", 1), Assessed("two", 1), Assessed("three", 1));
        JournalRecord[] days = [Closed("four", 9), Closed("five", 9), Closed("six", 9)];

        var alone = Entries(one, two, three);
        var beside = Entries([days[0], three, days[1], two, days[2], one]);

        Assert.Equal(alone.Select(entry => entry.Account), beside.Take(3).Select(entry => entry.Account));
        Assert.All(beside.Take(3), entry => Assert.NotNull(entry.Assessed));
        Assert.All(beside.Skip(3), entry => Assert.Equal((9, 20_514), (entry.Sequence, entry.Closed!.Closed.Day)));
        Assert.Equal(days.Select(day => day.Account).Order(), beside.Skip(3).Select(entry => entry.Account));
    }

    [Fact]
    public void Record_OfHistory_SaysHowMuchWithItsLastAndWithNoOther()
    {
        var entries = Entries(Assessed("one", 5, history: true));
        Assert.Equal([0, 0, 0, 0, 5], entries.Select(entry => entry.Loaded));
        Assert.Equal([1, 2, 3, 4, 5], entries.Select(entry => entry.Sequence));
        Assert.All(Entries(Assessed("one", 5)), entry => Assert.Equal(0, entry.Loaded));
    }

    private static FeedEntry[] Entries(params JournalRecord[] records) =>
        FeedCommit.Of(1, 1, records, static record => record.Content).Of(Some.Tenant).ToArray();

    private static JournalRecord Assessed(string account, int events, bool history = false) =>
        Some.Record(account, events: events) with
        {
            Content = new TransactionsAssessed(null, default, [.. Enumerable.Range(1, events).Select(sequence =>
                new AssessedEntry(
                    Some.Transaction(), default(DecisionInputs) with { Sequence = sequence, History = history },
                    new Decision()))]),
        };

    private static JournalRecord Closed(string account, long sequence) => Some.Record(account, sequence) with
    {
        Kind = RecordKind.DayClosed,
        Content = new DayClosed(new DayEvent(sequence, 20_514), new CreditScore(), Some.Moment),
    };
}
