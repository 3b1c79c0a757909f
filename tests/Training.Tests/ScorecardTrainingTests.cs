using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Training.Tests;

public sealed class ScorecardTrainingTests : IDisposable
{
    private const string FirstDay = "2025-03-15";
    private readonly string _runner = Directory.CreateTempSubdirectory("scorecard-").FullName;

    public void Dispose() => Directory.Delete(_runner, recursive: true);

    [Fact]
    public async Task Train_ThenBacktest_WritesAModelThatRanksAndReportsThatRead()
    {
        await File.WriteAllLinesAsync(At("moves.csv"), SomeStream.Lines());
        Assert.Equal(0, await Train("0.5 %"));
        var (model, _) = ModelFile.Read(await File.ReadAllBytesAsync(At("scorecard.json")));
        Assert.Equal("0.5 %", model.Thresholds.Budget);
        Assert.InRange(model.Thresholds.ReviewAt, 1, 1_000);
        Assert.Equal(0, await Commands.Run(
            ["backtest", At("moves.csv"), At("scorecard.json"), _runner, "2025-03-29", "7", "7"]));
        var lines = await File.ReadAllLinesAsync(At("backtest.csv"));
        var cells = lines.Skip(1).Select(static line => line.Split(',')).ToList();
        Assert.InRange(
            Auc.Of(
                [.. cells.Select(static c => (double)int.Parse(c[1]))], [.. cells.Select(static c => c[4] == "fraud")]),
            0.7, 1);
        Assert.Contains("review", lines.Select(static line => line.Split(',')[3]));
        foreach (var page in (string[])["scorecard.html", "backtest.html"])
        {
            var html = await File.ReadAllTextAsync(At(page));
            Assert.All(
                (string[])
                [
                    "ROC", "Precision and recall", "Calibration", "By segment", "<polyline", "even", "Gains and lift",
                    "Distribution of scores", "Stability by week", "Importance", "AUC, 95 % from", "genuine reviewed",
                ],
                part => Assert.Contains(part, html, StringComparison.Ordinal));
            Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TrainTrees_ThenBacktest_WritesAModelThatRanksTheSameBytesTwice()
    {
        await File.WriteAllLinesAsync(At("moves.csv"), SomeStream.Lines());
        string[] command = ["trees", "train", At("moves.csv"), _runner, FirstDay, "7", "7", "0.5 %"];
        Assert.Equal(0, await Commands.Run(command));
        var first = await File.ReadAllBytesAsync(At("trees.json"));
        Assert.Equal(ModelRole.Anomaly, ModelReading.Read(first).Role);
        Assert.Equal(0, await Commands.Run(
            ["backtest", At("moves.csv"), At("trees.json"), _runner, "2025-03-29", "7", "7"]));
        var cells = (await File.ReadAllLinesAsync(At("backtest.csv"))).Skip(1)
            .Select(static line => line.Split(',')).ToList();
        Assert.InRange(
            Auc.Of(
                [.. cells.Select(static c => (double)int.Parse(c[1]))], [.. cells.Select(static c => c[4] == "fraud")]),
            0.7, 1);
        var page = await File.ReadAllTextAsync(At("trees.html"));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains("population stability index of the scores is ", page, StringComparison.Ordinal);
        Assert.Equal(0, await Commands.Run(command));
        Assert.Equal(first, await File.ReadAllBytesAsync(At("trees.json")));
    }

    [Fact]
    public async Task Train_Twice_WritesTheSameBytes()
    {
        await File.WriteAllLinesAsync(At("moves.csv"), SomeStream.Lines());
        await Train("20 a day");
        var first = await File.ReadAllBytesAsync(At("scorecard.json"));
        await Train("20 a day");
        Assert.Equal(first, await File.ReadAllBytesAsync(At("scorecard.json")));
    }

    [Theory]
    [InlineData("2025-13-01", "7", "7", "1 %", "FIRST_DAY")]
    [InlineData(FirstDay, "0", "7", "1 %", "DAYS")]
    [InlineData(FirstDay, "7", "7", "1 pound", "BUDGET")]
    [InlineData("2025-03-28", "7", "7", "1 %", "labels of the last day")]
    public async Task Train_WhatCannotBe_IsSaid(string first, string days, string delay, string budget, string why)
    {
        await File.WriteAllLinesAsync(At("moves.csv"), SomeStream.Lines());
        var errors = new StringWriter();
        Assert.Equal(2, await Commands.Run(
            ["scorecard", "train", At("moves.csv"), _runner, first, days, delay, budget], errors));
        Assert.Contains(why, errors.ToString(), StringComparison.Ordinal);
    }

    /// <summary>
    /// A label that is read a second early shows: whatever is said of transactions whose label is not known at a moment
    /// changes no bit of what is measured until then.
    /// </summary>
    [Fact]
    public async Task Measure_LabelsNotYetKnown_ChangeNoBit()
    {
        const int Week = 7;
        var (truth, day) = (await Measured(null), SomeStream.First.DayNumber - 719_162);
        var cut = day + 25;
        var other = await Measured((i, fraud) => i / 400 >= 25 - Week ? !fraud : fraud);
        for (var i = 0; i < truth.Count; i++)
        {
            if (truth[i].Day < cut)
            {
                Assert.Equal(Bits(truth[i]), Bits(other[i]));
            }
        }

        Assert.Contains(
            Enumerable.Range(0, truth.Count), i => truth[i].Day == cut + 1 && Bits(truth[i]) != Bits(other[i]));
    }

    /// <summary>To the second: figures hold what is known when they are published, and not a second more.</summary>
    [Theory]
    [InlineData("10:00:00", true)]
    [InlineData("10:00:01", false)]
    public async Task Measure_LabelOfTheVerySecond_IsKnownFromItsSecondOn(string fraudAt, bool known)
    {
        await File.WriteAllLinesAsync(At("moves.csv"),
        [
            "account,id,at,direction,amount,currency,counterparty,label",
            $"A,1,2025-03-01T{fraudAt}Z,debit,10.00,MYR,S,fraud",
            "B,2,2025-03-08T10:00:00Z,debit,10.00,MYR,S,",
        ]);
        var row = new ArrivalPass(TimeSpan.FromDays(7)).Run(
            await LabelledFile.Read(At("moves.csv")), new DayRange(0, 99_999)).Last();
        Assert.Equal(known ? 7 : -1, row[Core.Features.FeatureNumber.CounterpartySinceFraud]);
    }

    [Fact]
    public async Task Fit_ShuffledLabels_SayNothing()
    {
        var random = new Draw(3);
        var rows = await Measured((_, _) => random.Below(20) == 0);
        var (train, test) = (rows.Where(Even).ToList(), rows.Where(static row => !Even(row)).ToList());
        var card = ScorecardFit.Fit(train, new ScorecardDesign(ValueMin: 0)).Card;
        var area = Auc.Of(
            [.. test.Select(row => (double)card.Score(row.Features()).Points)],
            [.. test.Select(static row => row.Fraud)]);
        Assert.InRange(area, 0.45, 0.55);
    }

    private static bool Even(MeasuredRow row) => row.Account % 2 == 0;

    private static string Bits(MeasuredRow row) => string.Join(',', Enumerable.Range(0, 64).Select(
        i => BitConverter.DoubleToInt64Bits(row[(Core.Features.FeatureNumber)i])));

    private async Task<List<MeasuredRow>> Measured(Func<int, bool, bool>? fraudIs)
    {
        await File.WriteAllLinesAsync(At("labelled.csv"), SomeStream.Lines(fraudIs));
        return [.. new ArrivalPass(TimeSpan.FromDays(7)).Run(
            await LabelledFile.Read(At("labelled.csv")), new DayRange(0, 99_999))];
    }

    private Task<int> Train(string budget) => Commands.Run(
        ["scorecard", "train", At("moves.csv"), _runner, FirstDay, "7", "7", budget]);

    private string At(string file) => Path.Combine(_runner, file);
}
