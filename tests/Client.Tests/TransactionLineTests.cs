using System.Text;

namespace OrleansRisk.Client.Tests;

public sealed class TransactionLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{}\n{}")]
    public void FromJson_NotOneLine_IsRefused(string text) =>
        Assert.Throws<ArgumentException>(() => TransactionLine.FromJson(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Of_Transaction_IsOneLineOfTheContract() => Assert.Equal(
        """{"id":"T-1","account":"A-1","at":"2026-05-04T09:30:00+00:00","amount":"55.71","""
        + "\"currency\":\"MYR\",\"direction\":\"debit\"}",
        Encoding.UTF8.GetString(TransactionLine.Of(Support.Some.Transaction()).Utf8.Span));
}
