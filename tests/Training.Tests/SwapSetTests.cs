using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Training.Tests;

public sealed class SwapSetTests
{
    [Fact]
    public void Of_EveryTransaction_IsCountedOnceWhereItBelongs()
    {
        bool[] champion = [true, true, true, false, false, false, false];
        bool[] model = [true, true, false, true, true, false, false];
        bool[] bad = [true, false, true, true, false, true, false];
        Assert.Equal(
            new SwapSet(new(2, 1), Enters: new(2, 1), Leaves: new(1, 1), Neither: new(2, 1)),
            SwapSet.Of(champion, model, bad));
    }

    [Fact]
    public void Of_RandomAlerts_CellsAddUpToWhatEachStops()
    {
        var random = new Draw(5);
        for (var round = 0; round < 200; round++)
        {
            bool[] Some() => [.. Enumerable.Range(0, 50).Select(_ => random.Below(3) == 0)];
            var (champion, model, bad) = (Some(), Some(), Some());
            var set = SwapSet.Of(champion, model, bad);
            Assert.Equal(champion.Count(static alert => alert), set.Both.Rows + set.Leaves.Rows);
            Assert.Equal(model.Count(static alert => alert), set.Both.Rows + set.Enters.Rows);
            Assert.Equal(bad.Zip(model).Count(static each => each.First && each.Second), set.Both.Bad + set.Enters.Bad);
            Assert.Equal(50, set.Both.Rows + set.Enters.Rows + set.Leaves.Rows + set.Neither.Rows);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)] // the next three are of one score and do not all have room
    [InlineData(4, 4)]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    public void Greatest_OfEqualScores_AllHaveRoomOrNone(int alerts, int taken) =>
        Assert.Equal(taken, SwapSet.Greatest([0.5, 3, 0.5, 0.1, 0.5], alerts).Count(static alert => alert));
}
