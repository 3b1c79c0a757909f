using OrleansRisk.Benchmarks.Handbook;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Benchmarks.Tests.Handbook;

public sealed class KnowableTests
{
    private static readonly MeasuredRow[] Rows =
    [
        Row("", known: 0), Row("", known: 0), Row("", known: 0), Row("", known: 1),
        Row("scenario 1", known: 0), Row("scenario 2", known: 1), Row("scenario 2", known: 0),
        Row("scenario 3", known: 0),
    ];

    [Fact]
    public void Is_AFraudAtATerminalOfWhichNothingIsKnown_IsNot() => Assert.Equal(
        [true, true, false, true], Rows.Where(static row => row.Fraud).Select(Knowable.Is));

    /// <summary>Genuine ones at 1, 2, 3 and 4; of the first three the ranks are 1/8, 3/8 and 5/8.</summary>
    [Theory]
    [InlineData(9, 1.0)]
    [InlineData(0, 0.0)]
    [InlineData(2, 0.375)]
    [InlineData(2.5, 0.5)]
    public void UnknowablePlace_OfAScore_IsTheShareOfGenuineOnesBelow(double score, double place)
    {
        double[] scores = [1, 2, 3, 4, 9, 9, score, 9];
        Assert.Equal(place, Knowable.UnknowablePlace(Rows, scores));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(0)]
    public void Area_WhereverTheUnknowableLies_CountsItAsThePaymentsItIsLike(double score)
    {
        double[] scores = [1, 2, 3, 4, 9, 4, score, 0];
        Assert.Equal((1 + 0.875 + 0.375 + 0) / 4, Knowable.Area(Rows, scores));
    }

    [Fact]
    public void Known_ByWhoKnowsAll_LeavesTheUnknowableToChance()
    {
        var known = JudgedFold.Known(Rows);
        Assert.Equal(0.5, known.UnknowablePlace);
        Assert.Equal((3 + 0.5) / 4, known.Seen.Auc);
    }

    private static MeasuredRow Row(string segment, double known)
    {
        var features = FeatureRow.Missing();
        features[(int)FeatureNumber.CounterpartyLast3] = known;
        var transaction = new Transaction
        {
            Id = "T",
            At = 0,
            AmountMinor = 1,
            Currency = Currency.FromNumber(978),
            Direction = Direction.Debit,
        };
        return new MeasuredRow(
            new LabelledTransaction(transaction, Account: 1, segment.Length > 0, segment), features, default(Decision));
    }
}
