using System.Text;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Training.Tests;

public sealed class XgboostImportTests
{
    private static readonly Thresholds Thresholds = new(600, 1_001, "1 %");

    [Fact]
    public void Read_BothSpellingsOfTheBaseScore_StartAtItsLogOdds()
    {
        Assert.Equal(0f, Import(SomeXgboost.Trees).Start);
        Assert.Equal(0f, Import(SomeXgboost.Trees.Replace("\"5E-1\"", "\"[5E-1]\"", StringComparison.Ordinal)).Start);
        // What XGBoost 1.7 itself starts with for .0066.
        Assert.Equal(-5.014064f, Import(SomeXgboost.Trees.Replace(
            "\"5E-1\"", "\"6.6E-3\"", StringComparison.Ordinal)).Start);
        Assert.Equal(-0.15f, Import(SomeXgboost.Trees).Margin(Row(double.NaN)));
        Assert.Equal(0.4f, Import(SomeXgboost.Trees).Margin(Row(1)));
    }

    [Fact]
    public void Read_BestIterationThatIsTheLast_IsRead() => Assert.Single(Import(SomeXgboost.Trees.Replace(
        "\"attributes\":{}", "\"attributes\":{\"best_iteration\":\"0\"}", StringComparison.Ordinal)).Trees);

    /// <summary>25 times the odds while it was trained: the margin is XGBoost's, the probability is not.</summary>
    [Fact]
    public void Read_WeightOnTheBadRows_IsTakenFromTheOddsAgain()
    {
        var weighted = Import(SomeXgboost.Trees.Replace(
            "\"scale_pos_weight\":\"1\"", "\"scale_pos_weight\":\"25\"", StringComparison.Ordinal));
        Assert.Equal(0.4f, weighted.Margin(Row(1)));
        Assert.Equal(0.4f - Math.Log(25), weighted.Score(Row(1)).LogOdds, 12);
    }

    [Fact]
    public void ModelFile_OfImportedTrees_ScoresTheSameToTheBit()
    {
        var golden = Enumerable.Range(0, 12).Select(static i => Row(i / 12.0)).ToArray();
        var text = ModelFile.Write(Import(SomeXgboost.Trees), golden);
        var read = (TreeEnsemble)ModelFile.Read(Encoding.UTF8.GetBytes(text)).Model;
        Assert.All(golden, row => Assert.Equal(Import(SomeXgboost.Trees).Score(row), read.Score(row)));
        Assert.Equal(text, ModelFile.Write(read, golden));
    }

    [Theory]
    [InlineData("\"gbtree\"", "\"dart\"", "booster is dart")]
    [InlineData("binary:logistic", "multi:softprob", "objective is multi:softprob")]
    [InlineData("\"num_class\":\"0\"", "\"num_class\":\"3\"", "number of classes is 3")]
    [InlineData("\"num_target\":\"1\"", "\"num_target\":\"2\"", "number of targets is 2")]
    [InlineData("\"tree_info\":[0]", "\"tree_info\":[1]", "more than one class")]
    [InlineData("\"split_type\":[0,0,0]", "\"split_type\":[1,0,0]", "splits by categories")]
    [InlineData("\"amount.z\"", "\"f0\"", "no feature f0")]
    [InlineData("\"amount.z\",\"counterparty.last_3\"", "\"f0\",\"f1\"", "train on named columns")]
    [InlineData("\"amount.z\",\"counterparty.last_3\"", "", "train on named columns")]
    [InlineData("\"attributes\":{}", "\"attributes\":{\"best_iteration\":\"4\"}", "save booster[:best_iteration + 1]")]
    [InlineData("\"base_score\":\"5E-1\"", "\"base_score\":\"[5E-1,4E-1]\"", "no probability")]
    [InlineData("{\"learner\"", "{L\0\0\0\0\0\0\0\u0007learner", "ends in .json")]
    [InlineData("\"feature_names\"", "\"names\"", "no names")]
    [InlineData("\"base_score\":\"5E-1\"", "\"base_score\":\"2\"", "no probability")]
    [InlineData("[3.4E-1,", "[NaN,", "does not read")]
    [InlineData("[3.4E-1,", "[1E99,", "not finite")]
    [InlineData("\"left_children\":[1,", "\"left_children\":[0,", "child that is not there")]
    [InlineData("\"left_children\":[1,", "\"left_children\":[2,", "reached twice")]
    [InlineData("\"sum_hessian\":[2E1,", "\"sum_hessian\":[", "as many")]
    [InlineData("\"gradient_booster\"", "\"booster\"", "not laid out as XGBoost does")]
    [InlineData("\"trees\":[", "\"trees\":[3,", "not laid out as XGBoost does")]
    public void Read_WhatIsNotSupported_IsRefusedAndSaysWhy(string part, string instead, string why)
    {
        Assert.Contains(part, SomeXgboost.Trees, StringComparison.Ordinal);
        var wrong = Assert.Throws<ModelUnreadableException>(
            () => Import(SomeXgboost.Trees.Replace(part, instead, StringComparison.Ordinal)));
        Assert.Contains(why, wrong.Message, StringComparison.Ordinal);
    }

    private static TreeEnsemble Import(string text) => XgboostImport.Read(Encoding.UTF8.GetBytes(text), Thresholds);

    private static FeatureRow Row(double last)
    {
        var row = FeatureRow.Missing();
        row[(int)FeatureNumber.CounterpartyLast3] = last;
        return row;
    }
}
