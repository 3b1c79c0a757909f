using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Writing;
using Xunit;

namespace OrleansRisk.Journal.Tests.Feed;

public sealed class OwnCommitsTests
{
    private static readonly FeedPosition Here = new FeedPosition(0, []).UpTo([new(1, 10, false), new(2, 5, false)]);

    [Fact]
    public void Commits_OfOurOwnWriterAlone_AreAllThatThereIs()
    {
        var stretch = new OwnCommits().InOrder([Group(1, 11), Group(1, 12)], Here, Heads(12, 5));

        Assert.Equal([11L, 12L], stretch!.Select(held => held.Commit.Number));
        Assert.Equal(12, stretch![^1].After.Number(1));
    }

    [Fact]
    public void Commits_WhileAnotherWriterHasMoved_AreNotShownWithoutIts() =>
        Assert.Null(new OwnCommits().InOrder([Group(1, 11)], Here, Heads(11, 6)));

    [Fact]
    public void Commits_WithAGap_AreReadFromTheJournal() =>
        Assert.Null(new OwnCommits().InOrder([Group(1, 12)], Here, Heads(12, 5)));

    [Fact]
    public void Commit_OfOurOwnThatMemoryNeverTold_IsReadFromTheJournalAtTheNextLook()
    {
        var own = new OwnCommits();
        own.InOrder([Group(1, 11)], Here, Heads(11, 5));
        var after = Here.With(1, 11, 0);

        Assert.NotNull(own.InOrder([], after, Heads(12, 5))); // it may be on its way here
        Assert.Null(own.InOrder([], after, Heads(12, 5)));
    }

    [Fact]
    public void Commits_UnderLoad_AreNotTakenForLostBecauseTheNextIsUnderWay()
    {
        var own = new OwnCommits();
        var position = Here;
        for (var number = 11; number < 40; number++)
        {
            var stretch = own.InOrder([Group(1, number)], position, Heads(number + 1, 5));
            position = stretch![^1].After;
        }

        Assert.Equal(39, position.Number(1));
    }

    private static CommittedGroup Group(int writer, long number) => new(writer, number, []);

    private static WriterHead[] Heads(long first, long second) => [new(1, first, false), new(2, second, false)];
}
