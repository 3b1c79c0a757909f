using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Credit;

namespace OrleansRisk.Training.Tests;

public sealed class LabelledFileTests : IDisposable
{
    private const string Header = "account,id,at,direction,amount,currency,label";
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,stolen", "line 4", "label", "neither fraud nor genuine")]
    [InlineData("A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,", "line 4", "label", "contradicts line 2")]
    [InlineData("A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,genuine", "line 4", "label", "contradicts line 2")]
    [InlineData("A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,fraud", "line 4", "id", "in line 2 already")]
    [InlineData("A,2,yesterday,debit,10.00,MYR,fraud", "line 4", "at", "no time")]
    public async Task Read_WhatCannotBeLearnedFrom_NamesLineAndColumn(
        string row, string line, string column, string why)
    {
        await Write(row);
        var wrong = await Assert.ThrowsAsync<InputException>(() => LabelledFile.Read(_file));
        Assert.Contains($"{line}: the column {column} ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(why, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TheSameIdOfAnotherAccount_IsAnotherTransaction()
    {
        await Write("B,1,2025-03-01T10:00:00Z,debit,10.00,MYR,");
        Assert.Equal([true, false, false], (await LabelledFile.Read(_file)).Select(static item => item.Fraud));
    }

    private Task Write(string row) => File.WriteAllLinesAsync(_file,
    [
        Header, "A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,fraud", "A,3,2025-03-01T11:00:00Z,debit,10.00,MYR,", row,
    ]);
}
