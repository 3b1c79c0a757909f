using System.Text;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.LightGbm;

namespace OrleansRisk.Training.Tests;

/// <summary>LightGBM's own library beside our reading of its text.</summary>
public sealed class LightGbmTests
{
    private static readonly FeatureNumber[] Features =
        [FeatureNumber.AmountZ, FeatureNumber.AmountLog, FeatureNumber.VelocityCount1D, FeatureNumber.SpendDay];

    private static readonly Thresholds Thresholds = new(600, 1_001, "1 %");
    private static readonly Lazy<string> Text = new(static () => Grown(Rows(20_000, 1), [1, 0, -1, 0]));

    [Fact]
    public void Margin_HundredThousandRowsWithGapsAndZeros_IsTheLibrarysToTheBit()
    {
        var model = Read(Text.Value);
        var rows = Rows(100_000, 2);
        using var booster = Booster.From(Text.Value, Features.Length);
        var margins = booster.Margins(rows);
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(margins[i]), BitConverter.DoubleToInt64Bits(model.Margin(Row(rows[i]))));
        }
    }

    /// <summary>What the registry does with LightGBM's own file, and the margins that LightGBM gave.</summary>
    [Fact]
    public void ReadImported_LightGbmsTextWithItsMargins_IsKeptInOurOwnForm()
    {
        double[][] rows = [.. Rows(40, 10).Where(static row => !row.Any(double.IsInfinity)).Take(20)];
        using var booster = Booster.From(Text.Value, Features.Length);
        var model = Read(Text.Value);
        int[] order = [.. model.Features.Select(feature => Array.IndexOf(Features, feature))];
        GoldenMargin[] golden = [.. rows.Zip(booster.Margins(rows), (row, margin) => new GoldenMargin(
            [.. order.Select(i => double.IsNaN(row[i]) ? (double?)null : row[i])], margin))];
        var file = Encoding.UTF8.GetBytes(Text.Value);

        var kept = ModelReading.ReadImported(file, Thresholds, golden);

        Assert.Equal((ModelRole.Anomaly, "wide_trees"), (kept.Role, kept.Kind));
        Assert.Equal(Thresholds, kept.Model!.Thresholds);
        Assert.All(rows, row => Assert.Equal(model.Score(Row(row)), kept.Model.Score(Row(row))));
        golden[4] = golden[4] with { Margin = Math.BitIncrement(golden[4].Margin) };
        Assert.Contains(
            "golden row 5",
            Assert.Throws<ModelUnreadableException>(
                () => ModelReading.ReadImported(file, Thresholds, golden)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zero_as_missing=true")]
    [InlineData("use_missing=false")]
    public void Margin_OtherNotionsOfMissing_IsTheLibrarysToTheBit(string parameter)
    {
        var text = Grown(Rows(5_000, 3), [0, 0, 0, 0], parameter);
        var (model, rows) = (Read(text), Rows(20_000, 4));
        using var booster = Booster.From(text, Features.Length);
        Assert.All(booster.Margins(rows).Zip(rows), pair => Assert.Equal(
            BitConverter.DoubleToInt64Bits(pair.First),
            BitConverter.DoubleToInt64Bits(model.Margin(Row(pair.Second)))));
    }

    /// <summary>More rows than bins are cut on, in more blocks than one, some of them never grown on.</summary>
    [Fact]
    public void Judged_RowsThatTreesHaveNotSeen_HaveTheMarginOfTheirValues()
    {
        var rows = Rows(150_000, 9);
        bool[] bad = [.. rows.Select(static row => row[0] + row[1] > 2)];
        using var binned = BinnedRows.Of(
            LabelledRows.Of(
                rows, bad, [.. rows.Select(static _ => 1.0)], [.. Features.Select(FeatureCatalogue.NameOf)],
                [0, 0, 0, 0]),
            new BoosterSettings());
        int[] own = [.. Enumerable.Range(0, rows.Length).Where(static i => i % 5 == 0)];
        using var others = binned.Take([.. Enumerable.Range(0, rows.Length).Where(static i => i % 5 != 0)]);
        using var judged = binned.Take(own);
        using var booster = Booster.Over(others);
        booster.Judge(judged, own.Length);
        booster.Grow(30);
        Assert.All(
            booster.Judged().Zip(booster.Margins([.. own.Select(i => rows[i])])),
            static pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Margin_FeatureWithADirection_NeverGoesTheOtherWay()
    {
        var model = Read(Text.Value);
        foreach (var values in Rows(500, 5))
        {
            var before = double.NegativeInfinity;
            for (var z = -4.0; z <= 4; z += 0.05)
            {
                var margin = model.Margin(Row([z, values[1], values[2], values[3]]));
                Assert.True(margin >= before, $"{margin} after {before} at {z}");
                before = margin;
            }
        }
    }

    [Fact]
    public void ModelFile_OfWideTrees_ReadsBackToTheBitAndExplainsToThePoint()
    {
        var (model, rows) = (Read(Text.Value), Rows(200, 6)
            .Where(static row => !row.Any(double.IsInfinity)).Select(Row).ToArray());
        var file = Encoding.UTF8.GetBytes(ModelFile.Write(model, rows));
        var read = ModelReading.Read(file);
        Assert.Equal((ModelRole.Anomaly, "wide_trees"), (read.Role, read.Kind));
        Assert.All(rows, row =>
        {
            Assert.Equal(model.Score(row), read.Model!.Score(row));
            var explained = read.Model.Explain(row);
            Assert.Equal(model.Score(row).Points, explained.Usual + explained.Parts.Sum(static part => part.Points));
        });
    }

    [Fact]
    public void Read_WeightOnTheBadRows_IsTakenFromTheOddsAgain()
    {
        var (rows, probe) = (Rows(20_000, 7), Rows(20_000, 8));
        var plain = Read(Grown(rows, [0, 0, 0, 0]));
        var weighted = Read(Grown(rows, [0, 0, 0, 0], "scale_pos_weight=20"));
        double Mean(WideTreeEnsemble model) => probe.Average(row => model.Score(Row(row)).Probability);
        Assert.InRange(Mean(weighted) / Mean(plain), 0.6, 1.6); // five times as much where it is left in
    }

    [Theory]
    [InlineData("objective=binary sigmoid:1", "objective=regression", "its objective is regression")]
    [InlineData("objective=binary sigmoid:1", "objective=binary sigmoid:2", "its objective is binary sigmoid:2")]
    [InlineData("num_class=1", "num_class=3", "its num_class is 3")]
    [InlineData("feature_names=amount.z", "feature_names=my_column", "no feature my_column")]
    [InlineData("num_class=1", "num_class=1\naverage_output", "averages its trees")]
    [InlineData("is_linear=0", "is_linear=1", "linear trees")]
    [InlineData("decision_type=", "decision_type=1 ", "by categories")]
    [InlineData("[is_unbalance: 0]", "[is_unbalance: 1]", "is_unbalance")]
    [InlineData("version=v4", "version=v9", "its version is v9")]
    [InlineData("left_child=", "left_child=0 ", "")]
    public void Read_WhatWouldBeEvaluatedOtherwise_IsRefusedByName(string right, string wrong, string why)
    {
        Assert.Contains(right, Text.Value, StringComparison.Ordinal);
        var at = Text.Value.IndexOf(right, StringComparison.Ordinal);
        var text = Text.Value[..at] + wrong + Text.Value[(at + right.Length)..];
        Assert.Contains(
            why, Assert.Throws<ModelUnreadableException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    /// <summary>LightGBM's text of sixty trees.</summary>
    internal static string Grown() => Text.Value;

    private static WideTreeEnsemble Read(string text) => LightGbmImport.Read(Encoding.UTF8.GetBytes(text), Thresholds);

    private static string Grown(double[][] rows, int[] signs, string more = "")
    {
        var random = new Draw(99);
        double LogOdds(double[] row) => (double.IsFinite(row[0]) ? row[0] : 1) + (row[2] == 0 ? 1 : 0)
            + (0.3 * Known(row[1]) * Known(row[3])) + (double.IsNaN(row[3]) ? 1 : 0) - 4;
        bool[] bad = [.. rows.Select(row => random.Between(0, 1) < 1 / (1 + Math.Exp(-LogOdds(row))))];
        using var binned = BinnedRows.Of(
            LabelledRows.Of(
                rows, bad, [.. rows.Select(static _ => 1.0)], [.. Features.Select(FeatureCatalogue.NameOf)], signs),
            new BoosterSettings(More: more));
        using var booster = Booster.Over(binned);
        booster.Grow(60);
        return booster.Text();
    }

    private static double Known(double value) => double.IsFinite(value) ? value : 0;

    private static double[][] Rows(int count, ulong seed)
    {
        var random = new Draw(seed);
        double Value(int column) => random.Below(20) == 0 ? double.NaN
            : column == 2 ? random.Below(4)
            : random.Below(10) == 0 ? 0
            : random.Below(1_000) == 0 ? double.PositiveInfinity * (random.Below(2) - 0.5)
            : random.Normal(0, 1.5);
        return [.. Enumerable.Range(0, count).Select(
            _ => Enumerable.Range(0, Features.Length).Select(Value).ToArray())];
    }

    private static FeatureRow Row(double[] values)
    {
        var row = FeatureRow.Missing();
        for (var i = 0; i < values.Length; i++)
        {
            row[(int)Features[i]] = values[i];
        }

        return row;
    }
}
