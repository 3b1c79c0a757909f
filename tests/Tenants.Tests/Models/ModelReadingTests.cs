using System.Text;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Models;

public sealed class ModelReadingTests
{
    private static readonly Thresholds Thresholds = new(600, 1_001, "1 %");

    /// <summary>XGBoost's file comes in, ours is kept: with the hash of ours, and the margins to the bit.</summary>
    [Fact]
    public void ReadImported_MarginsThatFit_IsKeptInOurOwnForm()
    {
        var read = ModelReading.ReadImported(Bytes(SomeXgboost.Trees), Thresholds, Golden());

        Assert.Equal((ModelRole.Anomaly, "trees"), (read.Role, read.Kind));
        Assert.Equal(read.Hash, ModelReading.Read(read.File).Hash);
        Assert.Equal(Thresholds, read.Model!.Thresholds);
    }

    [Fact]
    public void ReadImported_MarginThatDiffersByABit_IsRefusedByItsRow()
    {
        var golden = Golden();
        golden[3] = golden[3] with { Margin = MathF.BitIncrement((float)golden[3].Margin) };

        var refused = Assert.Throws<ModelUnreadableException>(
            () => ModelReading.ReadImported(Bytes(SomeXgboost.Trees), Thresholds, golden));
        Assert.Contains("golden row 4", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadImported_TooFewRows_IsRefused() => Assert.Contains(
        "10 to 1000",
        Assert.Throws<ModelUnreadableException>(
            () => ModelReading.ReadImported(Bytes(SomeXgboost.Trees), Thresholds, Golden()[..9])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(SomeXgboost.Trees, "golden margins have to be stated")]
    [InlineData("tree\nversion=v4\n", "golden margins have to be stated")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{\"a\":", "does not read at line")]
    [InlineData("{}", "not made of a sha256 and a model")]
    [InlineData("{\"kind\":\"credit_card\",\"version\":9,\"terms\":[]}", "version 1")]
    public void Read_WhatIsNoModel_IsRefusedByWhatItIs(string file, string why) => Assert.Contains(
        why, Assert.Throws<ModelUnreadableException>(() => ModelReading.Read(Bytes(file))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_MoreThanAModelMayHave_IsRefusedUnread() => Assert.Contains(
        "at most", Assert.Throws<ModelUnreadableException>(
            () => ModelReading.Read(new byte[ModelFile.BytesMax + 1])).Message, StringComparison.Ordinal);

    private static GoldenMargin[] Golden() =>
        [.. Enumerable.Range(0, 10).Select(static i => i % 2 == 0
            ? new GoldenMargin([0.5, null], -0.15f)
            : new GoldenMargin([null, 1], 0.4f))];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
