using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Samples.Officers;
using OrleansRisk.Samples.Officers.People;
using OrleansRisk.Samples.Officers.Reading;
using OrleansRisk.Samples.Officers.Writing;

namespace OrleansRisk.Samples.Tests.Officers;

public sealed class OfficersFileTests
{
    private static readonly string Folder = Repository.At("samples", "officers");
    private static readonly IReadOnlyList<History> Histories = History.All(Folder);

    private static readonly Dictionary<string, string> Kinds =
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Folder, "kinds.json")))!;

    [Fact]
    public void Rows_CommittedFile_IsWhatTheScriptsGive()
    {
        var made = new MemoryStream();
        WireLines.Write(Histories, made);
        using var file = new GZipStream(File.OpenRead(Path.Combine(Folder, "transactions.ndjson.gz")),
            CompressionMode.Decompress);
        var committed = new MemoryStream();
        file.CopyTo(committed);

        Assert.True(committed.ToArray().AsSpan().SequenceEqual(made.ToArray()),
            "The scripts give other rows: make the file anew, see samples/officers/README.md.");
    }

    [Fact]
    public void Histories_All_AreManyOfManyKindsInEveryCountry()
    {
        Assert.True(Histories.Count >= 72);
        Assert.Equal(Histories.Select(h => h.Script.Id), Kinds.Keys.Order(StringComparer.Ordinal));
        Assert.True(Kinds.Values.Distinct().Count() >= 14);
        Assert.All(new[] { "GBP", "MYR", "USD", "EUR" }, currency =>
            Assert.True(Histories.Count(h => h.Country.Currency == currency) >= 15, currency));
    }

    [Fact]
    public void Histories_All_LastAYearAndAHalfAtMostAndFewAreShort()
    {
        Assert.All(Histories, h => Assert.True(h.Script.To < h.Script.From.AddMonths(18), h.Script.Id));
        Assert.InRange(Histories.Count(h => h.Script.To < h.Script.From.AddMonths(6).AddDays(-1)), 2, 6);
    }

    [Fact]
    public void Rows_OnTheWire_AreTransactionsOfTheContract()
    {
        var made = new MemoryStream();
        WireLines.Write(Histories.Take(3), made);
        var lines = Encoding.UTF8.GetString(made.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var read = lines.Select(l => JsonSerializer.Deserialize(l, ContractJson.Default.TransactionBody)!).ToList();

        Assert.Equal(Histories.Take(3).Sum(h => h.Rows.Count), read.DistinctBy(t => (t.Account, t.Id)).Count());
        Assert.All(read, t => Assert.NotNull(t.Date));
        Assert.All(read, t => Assert.Matches(@"^\d+\.\d\d$", t.Amount));
        Assert.All(read, t => Assert.InRange(t.Description!.Length, 3, 256));
        Assert.All(read.Zip(Histories.Take(3).SelectMany(h => h.Rows)), pair =>
            Assert.Equal(pair.Second.Minor > 0 ? Directions.Credit : Directions.Debit, pair.First.Direction));
    }

    [Fact]
    public void Balances_EveryHistory_AddUp() => Assert.All(Histories, history =>
    {
        var balance = (long)(history.Script.Opening * 100);
        foreach (var row in history.Rows)
        {
            balance += row.Minor;
            Assert.Equal(balance, row.Balance);
        }
    });

    [Fact]
    public void Rows_EveryHistory_StandInOrderOfDayWithinItsSpan() => Assert.All(Histories, history =>
    {
        Assert.Equal(history.Rows.Select(r => r.Day).Order(), history.Rows.Select(r => r.Day));
        Assert.InRange(history.Rows[0].Day, history.Script.From, history.Script.To);
        Assert.InRange(history.Rows[^1].Day, history.Script.From, history.Script.To);
    });

    [Fact]
    public void Facts_WithADay_AreInTheRows() => Assert.All(Histories, history =>
    {
        var (from, to) = (history.Script.From, history.Script.To);
        var happened = history.Rows.Select(r => (r.Day, r.Category)).ToHashSet();
        foreach (var row in history.Script.Rows.Select(text => ScriptRow.Read(text, from, to)))
        {
            foreach (var day in row.When is Days days ? days.On : [])
            {
                Assert.InRange(day, from, to);
                Assert.True(happened.Contains((day, row.Category)), $"{history.Script.Id}: {row.Category} on {day:O}");
            }
        }
    });

    [Fact]
    public void View_EveryHistory_CanBeReadWhole() => Assert.All(Histories, history =>
    {
        var lines = StatementView.Print(history).Split('\n');

        Assert.InRange(lines.Length - 1, 10, Limits.ViewLinesMax);
        Assert.All(lines, line => Assert.True(line.Length <= 100, line));
    });

    [Fact]
    public void View_EveryHistory_ShowsNeitherKindNorStory() => Assert.All(Histories, history =>
    {
        var view = StatementView.Print(history);

        // A bank may print "student" or "rent"; only words of this file have an underscore.
        var labels = history.Rows.Select(r => r.Category).Append(Kinds[history.Script.Id]);
        Assert.All(labels.Where(l => l.Contains('_', StringComparison.Ordinal)).Distinct(),
            label => Assert.DoesNotContain(label, view, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(history.Script.Story, view, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public void View_FirstMonth_TalliesItsRows()
    {
        var history = Histories[0];
        var month = history.Rows.Where(r => r.Day < history.Script.From.AddMonths(1)).ToList();
        var received = month.Where(r => r.Minor > 0).Sum(r => r.Minor) / 100m;
        var paid = -month.Where(r => r.Minor < 0).Sum(r => r.Minor) / 100m;

        var tally = StatementView.Print(history).Split(" last\n")[1].Split('\n')[0];

        Assert.StartsWith($"{history.Script.From:yyyy-MM} {received,9:0}{paid,9:0}", tally, StringComparison.Ordinal);
    }
}
