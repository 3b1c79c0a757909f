using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Credit;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Regression;
using Xunit.Abstractions;

namespace OrleansRisk.Training.Tests.Books;

/// <summary>Loans of lenders whose drivers differ, judged on later loans than those that were learned from.</summary>
public sealed class BookTests(ITestOutputHelper output)
{
    private const double PartOfLogistic = 0.98;
    private const double TreesPartOfLogistic = 0.97;

    [Theory]
    [InlineData("stacking")]
    [InlineData("reserves")]
    [InlineData("together")]
    [InlineData("seasonal")]
    [InlineData("thin")]
    public void Train_LoansOfABook_RankLaterOnesAsWellAsAnUnconstrainedLogistic(string name)
    {
        var set = BookSet.Of(name);
        var trained = TrainedCredit.Of(set, new CreditChoices());
        var later = trained.Later!;
        var logistic = BookSet.Logistic(set, later.From);
        output.WriteLine($"{name}: {later.After.Bad.Count(static bad => bad)} of {later.After.Bad.Length} bad; card "
            + $"{later.After.Area:0.0000}, logistic {logistic:0.0000}, plain ridge {later.Plain:0.0000}; slope "
            + $"{later.Before.Slope:0.00} → {later.After.Slope:0.00}, level {later.Before.Level:0.00} → "
            + $"{later.After.Level:0.00}, PSI {later.Stability:0.000}");

        Assert.True(later.After.Area >= PartOfLogistic * logistic, $"{later.After.Area:0.0000} of {logistic:0.0000}");
        Assert.InRange(later.After.Slope, 0.8, 1.25);
        Assert.InRange(later.After.Level, 0.8, 1.25);
        Assert.Null(DeniedFeatures.In(trained.Card));
        Assert.All(trained.Card.Terms, static term => Assert.NotEqual(CreditDirection.Either, term.Direction));
        Assert.Null(trained.Card.Check());
        var read = CreditModelFile.Read(CreditModelFile.Write(trained.Card));
        Assert.All(set.Rows.Rows.Take(200), row => Assert.Equal(trained.Card.LogOdds(row), read.LogOdds(row)));
    }

    /// <summary>Trees that go one way; on the book of interactions they are to see what no sum of terms can.</summary>
    [Theory]
    [InlineData("stacking", TreesPartOfLogistic)]
    [InlineData("reserves", TreesPartOfLogistic)]
    [InlineData("together", 1.0)]
    [InlineData("seasonal", TreesPartOfLogistic)]
    [InlineData("thin", TreesPartOfLogistic)]
    public void Grow_TreesOfABook_RankLaterOnesAsWellAsAnUnconstrainedLogistic(string name, double part)
    {
        var set = BookSet.Of(name);
        var from = LoanTimes.TestFrom(set.Loans, new CreditChoices())!.Value;
        var (train, test) = (set.Where(loan => loan.Day < from).Rows, set.Where(loan => loan.Day >= from).Rows);
        var trees = CreditTrees.Fit(new CreditChoices(), train);
        var area = Auc.Of([.. test.Rows.Select(row => trees.Margin(row))], test.Bad);
        var logistic = BookSet.Logistic(set, from);
        output.WriteLine($"{name}: {trees.Trees.Count} trees {area:0.0000}, logistic {logistic:0.0000}");
        Assert.True(area >= part * logistic, $"{area:0.0000} of {logistic:0.0000}");
    }
}

internal static class BookSet
{
    public static LoanSet Of(string name)
    {
        LoanBook[] books =
            [LoanBook.Stacking, LoanBook.Reserves, LoanBook.Together, LoanBook.Seasonal, LoanBook.Thin];
        var (loans, moves) = books.Single(book => book.Name == name).Draw();
        return new LoanSet(loans, LoanRows.Measure(loans, moves), "MYR", new string('0', 64));
    }

    /// <summary>Area on later loans of a logistic on every credit feature there is, of any sign, hardly held.</summary>
    public static double Logistic(LoanSet set, int from)
    {
        var (train, test) = (set.Where(loan => loan.Day < from).Rows, set.Where(loan => loan.Day >= from).Rows);
        var lines = FeatureCatalogue.All.Where(static entry => (int)entry.Number >= FeatureRow.FirstCredit)
            .Select(entry => Line.Of(entry.Number, CreditDirection.Either, train.Values(entry.Number)))
            .OfType<Line>().ToList();
        double[][] Columns(FitRows rows) => [.. rows.Rows.Select(
            row => lines.SelectMany(line => line.Of(row[(int)line.Feature])).ToArray())];
        var weights = SignedRegression.Fit(
            Columns(train), train.Bad, train.Counts, 0.01, new int[lines.Sum(static line => line.Signs.Count)]);
        return Auc.Of([.. Columns(test).Select(row => LogisticRegression.LogOdds(weights, row))], test.Bad);
    }
}
