using System.Globalization;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What is found about statements before they are believed, each with its rows; and what is not.</summary>
public sealed class LoadFindingTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly DateOnly First = new(2026, 1, 1);

    [Fact]
    public async Task Findings_OrdinaryAccount_AreNone() =>
        Assert.Empty((await Found([.. Ordinary("A-1")])).Select(static finding => finding.Code));

    [Fact]
    public async Task Findings_RowThatWasTakenOut_BreaksItsDay()
    {
        var rows = Ordinary("A-1").ToList();
        rows.RemoveAt(40);
        var (code, lines, _) = Assert.Single(await Found(rows));
        Assert.Equal(("day_does_not_add_up", "41"), (code, lines));
    }

    [Fact]
    public async Task Findings_WeeksWithoutARow_AreAGap()
    {
        var rows = Ordinary("A-1", balances: false).Where(static row => row.Day is < 60 or > 95).ToList();
        var (code, lines, _) = Assert.Single(await Found(rows));
        Assert.Equal(("no_activity", "64"), (code, lines));
    }

    [Fact]
    public async Task Findings_PayTwiceInAMonthOrOfAnotherSize_IsOffItsRhythm()
    {
        var rows = Ordinary("A-1", balances: false).ToList();
        rows.Add(new(98, "A-1", 3_000_00, true, "ACME MFG", "salary"));
        var found = await Found([.. rows.OrderBy(static row => row.Day)]);
        Assert.Contains(found, static each => each.Code == "pay_off_rhythm");
        Assert.All(found, static each => Assert.Equal("pay_off_rhythm", each.Code));

        var raised = Ordinary("A-2", balances: false).Select(
            static row => row is { IsCredit: true, Day: 114 } ? row with { Minor = 9_000_00 } : row);
        Assert.Equal("pay_off_rhythm", Assert.Single(await Found([.. raised])).Code);
    }

    [Fact]
    public async Task Findings_MoneyThatComesAndGoes_IsARoundTrip()
    {
        var rows = Ordinary("A-1", balances: false).ToList();
        rows.Add(new(50, "A-1", 5_000_00, true, "COUSIN", null));
        rows.Add(new(53, "A-1", 5_000_00, false, "COUSIN", null));
        var (code, lines, _) = Assert.Single(await Found([.. rows.OrderBy(static row => row.Day)]));
        Assert.Equal(("round_trip", 2), (code, lines.Split(' ').Length));
    }

    [Fact]
    public async Task Findings_OneStatementUnderTwoNames_AreTheSameAmounts()
    {
        var rows = Ordinary("A-1", balances: false).Concat(Ordinary("A-2", balances: false)).ToList();
        var (code, _, message) = Assert.Single(await Found(rows));
        Assert.Equal("same_amounts", code);
        Assert.Contains("A-1", message, StringComparison.Ordinal);
        Assert.Contains("A-2", message, StringComparison.Ordinal);
    }

    private async Task<List<(string Code, string Rows, string Message)>> Found(List<Row> rows)
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("", string.Join('\n', rows.Select(static (row, i) => row.Line(i))));
        Assert.Equal(0, load.Counts()[5]);
        var page = await EngineHost.Json(client, HttpMethod.Get, $"/v1/loads/{load.Id()}/findings");
        return [.. page.GetProperty("findings").EnumerateArray().Select(static finding => (
            finding.GetProperty("code").GetString()!,
            string.Join(' ', finding.GetProperty("rows").EnumerateArray().Select(static row => row.GetInt32())),
            finding.GetProperty("message").GetString()!))];
    }

    /// <summary>Six months: a purchase a day, rent and pay once in 28 days.</summary>
    private static IEnumerable<Row> Ordinary(string account, bool balances = true)
    {
        var balance = 5_000_00L;
        for (var day = 0; day < 180; day++)
        {
            Row[] rows = day % 28 == 2
                ? [new(day, account, 3_000_00, true, "ACME MFG", "salary"), Buy(day, account)]
                : day % 28 == 3 ? [new(day, account, 900_00, false, "LANDLORD", "rent")] : [Buy(day, account)];
            foreach (var row in rows)
            {
                balance += row.IsCredit ? row.Minor : -row.Minor;
                yield return balances ? row with { Balance = balance } : row;
            }
        }
    }

    private static Row Buy(int day, string account) =>
        new(day, account, 12_00 + (day * 37 % 41 * 50), false, $"SHOP {day % 7}", null);

    private sealed record Row(int Day, string Account, long Minor, bool IsCredit, string Party, string? Category)
    {
        public long? Balance { get; init; }

        public string Line(int number)
        {
            var fields = new Dictionary<string, string?>
            {
                ["id"] = $"{Account}-{number}",
                ["account"] = Account,
                ["date"] = First.AddDays(Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["amount"] = Text(Minor),
                ["currency"] = "MYR",
                ["direction"] = IsCredit ? "credit" : "debit",
                ["counterparty"] = Party,
                ["category"] = Category,
                ["balance"] = Balance is { } balance ? Text(balance) : null,
            };
            return JsonSerializer.Serialize(fields.Where(static field => field.Value is not null).ToDictionary());
        }

        private static string Text(long minor) => (minor / 100m).ToString("F2", CultureInfo.InvariantCulture);
    }
}
