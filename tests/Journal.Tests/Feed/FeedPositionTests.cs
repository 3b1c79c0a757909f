using OrleansRisk.Journal.Feed;
using Xunit;

namespace OrleansRisk.Journal.Tests.Feed;

public sealed class FeedPositionTests
{
    private static readonly FeedPosition Start = new(0, []);

    [Fact]
    public void Position_OfClosedWritersReadToTheirEnd_FoldsThemAway()
    {
        var position = Start.UpTo([new(1, 10, true), new(2, 5, false), new(3, 7, true)]);

        Assert.Equal([new WriterPosition(2, 5, 0)], position.Writers);
        Assert.Equal((3, long.MaxValue, 5L, long.MaxValue, 0L), (
            position.Floor, position.Number(1), position.Number(2), position.Number(3), position.Number(4)));
    }

    [Fact]
    public void Position_BehindAClosedWriter_KeepsIt()
    {
        var position = Start.UpTo([new(1, 10, false)]).UpTo([new(1, 12, true), new(2, 1, false)]);

        Assert.Equal([new WriterPosition(2, 1, 0)], position.Writers);
        Assert.Equal([new WriterPosition(1, 10, 3)], Start.With(1, 10, 3).Writers);
        Assert.Equal((10, 3), (Start.With(1, 10, 3).Number(1), Start.With(1, 10, 3).Offset(1)));
    }

    [Fact]
    public void Reaches_EveryWriterAtLeastAsFar_AndOnlyThen()
    {
        var here = Start.UpTo([new(1, 10, false), new(2, 5, false)]);

        Assert.True(here.Reaches(here));
        Assert.True(here.With(1, 11, 0).Reaches(here));
        Assert.False(here.With(1, 9, 4).Reaches(here));
        Assert.False(here.Reaches(here.UpTo([new(3, 0, false)])));
        Assert.False(here.Reaches(here.UpTo([new(2, 6, true)]))); // folded away there, and not read to its end here
        Assert.True(here.UpTo([new(2, 6, true)]).Reaches(here));
    }

    [Fact]
    public void Position_PastAWriterThatShowsLater_DoesNotPassOverIt()
    {
        var position = Start.UpTo([new(1, 4, false, Settled: true), new(3, 1, false, Settled: false)]);
        var later = position.UpTo([new(1, 4, false), new(2, 6, false, false), new(3, 1, false, false)]);
        var never = position.UpTo([new(1, 4, false), new(3, 1, false)]);

        Assert.Equal((3, 0L), (position.Floor, position.Number(2)));
        Assert.Equal(6, later.Number(2));
        Assert.Equal([1, 3], never.Writers.Select(place => place.Writer));
        Assert.False(position.IsAhead([new(1, 4, false), new(3, 1, false)]));
    }

    [Fact]
    public void Position_BeyondItsWriters_IsOfAnotherJournal()
    {
        var here = Start.UpTo([new(1, 10, false)]);

        Assert.False(here.IsAhead([new(1, 10, false)]));
        Assert.True(here.IsAhead([new(1, 9, false)]));
        Assert.True(here.IsAhead([]));
    }
}
