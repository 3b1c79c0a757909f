using System.Text;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Training.Tests;

public sealed class ModelFileTests
{
    private static readonly string Good = ModelFile.Write(Card(), Golden());

    [Fact]
    public void Read_WhatWasWritten_ScoresTheSameToTheBit()
    {
        var (model, hash) = ModelFile.Read(Bytes(Good));
        Assert.Equal(64, hash.Length);
        Assert.All(Golden(), row => Assert.Equal(Card().Score(row), model.Score(row)));
        Assert.Equal(Card().Thresholds, model.Thresholds);
        Assert.Equal(Good, ModelFile.Write((Scorecard)model, Golden()));
    }

    [Fact]
    public void Read_OneByteChanged_IsAnotherHash() =>
        Refused("its hash is", Good.Replace("\"start\":300", "\"start\":301", StringComparison.Ordinal), reseal: false);

    [Fact]
    public void Read_GoldenRowsThatComeOutOtherwise_AreRefused() =>
        Refused("golden row 1 comes to", Good.Replace("\"start\":300", "\"start\":301", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"kind\":\"scorecard\"", "\"kind\":\"oracle\"", "of the kind oracle")]
    [InlineData("\"version\":1", "\"version\":2", "of version 2")]
    [InlineData("\"scale\":\"risk\"", "\"scale\":\"luck\"", "neither risk nor credit")]
    [InlineData("\"feature\":\"amount.z\"", "\"feature\":\"amount.y\"", "no feature amount.y")]
    [InlineData("\"edges\":[1.5]", "\"edges\":[NaN]", "does not read")]
    [InlineData("\"edges\":[1.5]", "\"edges\":[1e999]", "not finite")]
    [InlineData("\"edges\":[1.5]", "\"edges\":[1.5,2]", "one point more than edges")]
    [InlineData("\"trend\":\"rising\"", "\"trend\":\"falling\"", "promised to fall")]
    [InlineData("\"trend\":\"rising\"", "\"trend\":\"up\"", "a trend is neither")]
    [InlineData("\"missing\":7", "\"missing\":\"7\"", "does not read")]
    [InlineData("\"missing\":7", "\"missing\":7,\"more\":1", "does not read")]
    [InlineData("\"review_at\":400", "\"review_at\":null", "no thresholds")]
    [InlineData("\"review_at\":400", "\"review_at\":900", "not all be reviewed")]
    [InlineData("\"budget\":\"0.5 %\"", "\"budget\":\"some\"", "the budget reads neither")]
    public void Read_WhatIsNoModel_IsRefusedAndSaysWhy(string part, string instead, string why)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        Refused(why, Good.Replace(part, instead, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "does not read")]
    [InlineData("[]", "not made of a sha256 and a model")]
    [InlineData("{\"sha256\":1,\"model\":{}}", "not made of a sha256 and a model")]
    public void Read_WhatIsNoFileOfOurs_IsRefused(string text, string why) => Refused(why, text, reseal: false);

    [Fact]
    public void Read_WithoutThresholdsOrGoldenRows_IsRefused()
    {
        var at = Good.IndexOf(",\"thresholds\"", StringComparison.Ordinal);
        var golden = Good.IndexOf(",\"golden\"", StringComparison.Ordinal);
        Refused("no thresholds", Good.Remove(at, golden - at));
        Refused("golden rows", Good[..golden] + "}}");
    }

    [Fact]
    public async Task Read_GigabyteOfAnything_IsLeftAfterTheFirstMegabytes()
    {
        using var endless = new EndlessStream();
        var wrong = await Assert.ThrowsAsync<ModelUnreadableException>(() => ModelFile.Read(endless));
        Assert.Contains("at most", wrong.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, ModelFile.BytesMax, ModelFile.BytesMax + (1 << 20));
    }

    private static Scorecard Card() => new(ScoreScale.Risk, 300,
        [new(FeatureNumber.AmountZ, [1.5], [-20, 200], 7, 1, PointTrend.Rising)], new Thresholds(400, 700, "0.5 %"));

    private static FeatureRow[] Golden() => [.. Enumerable.Range(0, 12).Select(static i =>
    {
        var row = FeatureRow.Missing();
        row[(int)FeatureNumber.AmountZ] = i % 5 == 4 ? double.NaN : i / 3.0;
        return row;
    })];

    private static void Refused(string why, string text, bool reseal = true)
    {
        var model = text.IndexOf("\"model\":", StringComparison.Ordinal);
        var file = reseal ? ModelFile.Sealed(text[(model + 8)..text.LastIndexOf('}')].Trim()) : text;
        var wrong = Assert.Throws<ModelUnreadableException>(() => ModelFile.Read(Bytes(file)));
        Assert.Contains(why, wrong.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>As long as anybody reads; counts what was taken.</summary>
    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
