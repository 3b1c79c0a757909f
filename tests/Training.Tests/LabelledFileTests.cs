using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Tests;

public sealed class LabelledFileTests : IDisposable
{
    private const string Header = "account,id,at,direction,amount,currency,label,labelled_at";
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,stolen", "line 4", "label", "neither fraud nor genuine")]
    [InlineData("A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,", "line 4", "label", "contradicts line 2")]
    [InlineData("A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,genuine", "line 4", "label", "contradicts line 2")]
    [InlineData("A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,fraud", "line 4", "id", "in line 2 already")]
    [InlineData("A,2,yesterday,debit,10.00,MYR,fraud", "line 4", "at", "no time")]
    [InlineData("A,2,2025-03-01T10:00:00Z,debit,10.00,MYR,fraud,late", "line 4", "labelled_at", "no time")]
    [InlineData("A,2,2025-03-01T10:00:00Z,debit,10.00,MYR,fraud,2025-03-01T09:59:59Z", "line 4", "labelled_at",
        "before the transaction")]
    [InlineData("A,2,2025-03-01T10:00:00Z,debit,10.00,MYR,,2025-03-02T10:00:00Z", "line 4", "labelled_at",
        "a label that is not there")]
    public async Task Read_WhatCannotBeLearnedFrom_NamesLineAndColumn(
        string row, string line, string column, string why)
    {
        await Write(row.Split(',').Length < 8 ? row + "," : row);
        var wrong = await Assert.ThrowsAsync<InputException>(() => LabelledFile.Read(_file));
        Assert.Contains($"{line}: the column {column} ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(why, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TheSameIdOfAnotherAccount_IsAnotherTransaction()
    {
        await Write("B,1,2025-03-01T10:00:00Z,debit,10.00,MYR,,");
        Assert.Equal([true, false, false], (await LabelledFile.Read(_file)).Select(static item => item.Fraud));
    }

    [Theory]
    [InlineData("2025-03-09T10:00:00Z", true)]
    [InlineData("2025-03-09T10:00:01Z", false)]
    public async Task Read_WhenTheLabelCameIn_IsWhenItIsKnown(string labelledAt, bool known)
    {
        await File.WriteAllLinesAsync(_file,
        [
            "account,id,at,direction,amount,currency,counterparty,label,labelled_at",
            $"A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,S,fraud,{labelledAt}",
            "B,2,2025-03-09T10:00:00Z,debit,10.00,MYR,S,,",
        ]);
        var items = await LabelledFile.Read(_file);
        var rows = new ArrivalPass(TimeSpan.FromDays(1)).Run(items, new DayRange(0, 99_999)).ToList();
        Assert.Equal(known ? 8 : -1, rows[^1][Core.Features.FeatureNumber.CounterpartySinceFraud]);
        var day = items[0].Day;
        Assert.Equal((false, true), (rows[0].AsKnownOn(day + 7, 1).Fraud, rows[0].AsKnownOn(day + 8, 1).Fraud));
        var days = new DayRange(day, 30);
        Assert.Equal(2, TestRows.Of(rows, items, days, 0, 1).Count); // the account is not blocked before it is known
    }

    private Task Write(string row) => File.WriteAllLinesAsync(_file,
    [
        Header, "A,1,2025-03-01T10:00:00Z,debit,10.00,MYR,fraud,", "A,3,2025-03-01T11:00:00Z,debit,10.00,MYR,,", row,
    ]);
}
