using System.IO.Compression;
using System.Text.Json;
using OrleansRisk.Samples.Generator.Lender;

namespace OrleansRisk.Samples.Tests;

public sealed class LenderSampleTests
{
    private static readonly List<Line> Lines = LenderSample.Generate();

    [Fact]
    public void Generate_CommittedSeed_GivesTheCommittedBytes()
    {
        var made = new MemoryStream();
        LenderFiles.WriteTransactions(Lines, made);

        Assert.Equal(Committed("transactions.ndjson.gz"), made.ToArray());
        Assert.Equal(File.ReadAllText(Repository.At("samples", "lender", "truth.csv")), LenderFiles.Truth(Lines));
        Assert.Equal(File.ReadAllText(Repository.At("samples", "lender", "stories.csv")), LenderFiles.StoriesFile());
    }

    [Fact]
    public void Generate_OtherSeed_GivesOtherLines() =>
        Assert.NotEqual(Lines.Take(100).Select(l => l.BalanceSen),
            LenderSample.Generate(1).Take(100).Select(l => l.BalanceSen));

    [Fact]
    public void Balances_EveryAccount_AddUp()
    {
        foreach (var account in Lines.GroupBy(l => l.Account))
        {
            long? before = null;
            foreach (var line in account)
            {
                var moved = line.Status == "authorised" ? 0 : line.Movement.Credit ? line.Movement.Sen
                    : -line.Movement.Sen;
                Assert.True(before is null || before + moved == line.BalanceSen,
                    $"{line.Account} {line.Id} does not add up");
                before = line.BalanceSen;
            }
        }
    }

    [Fact]
    public void Lines_WithinAnAccount_StandInOrderOfTimeAndAreUnique()
    {
        Assert.Equal(LenderSample.Accounts, Lines.Select(l => l.Account).Distinct().Count());
        Assert.All(Lines.GroupBy(l => l.Account), account =>
        {
            Assert.Equal(account.Select(l => l.At).Order(), account.Select(l => l.At));
            Assert.Equal(account.Count(), account.DistinctBy(l => (l.Id, l.Status)).Count());
        });
    }

    [Fact]
    public void Stories_JobLoss_EndsTheSalary()
    {
        var pay = Lines.Where(l => l.Account == $"MY-{Stories.JobLoss:D4}" && l.Movement.Category == Category.Salary)
            .ToList();

        Assert.True(pay.Count >= 14);
        Assert.All(pay, l => Assert.True(DateOnly.FromDateTime(l.At) < Stories.JobLost));
    }

    [Fact]
    public void Stories_Stacking_BorrowsFromSixLendersWithin70Days()
    {
        var loans = Lines.Where(l => l.Account == $"MY-{Stories.Stacking:D4}"
            && l.Movement.Category == Category.LoanDisbursement).ToList();

        Assert.Equal(6, loans.Select(l => l.Movement.Counterparty).Distinct().Count());
        Assert.InRange((loans[^1].At - loans[0].At).TotalDays, 1, 70.1);
    }

    [Fact]
    public void Stories_BouncedDebit_IsTheOnlyOneAndComesBackWithAFee()
    {
        var negative = Assert.Single(Lines, l => l.BalanceSen < 0);
        var after = Lines.Where(l => l.Account == negative.Account).SkipWhile(l => l != negative).Skip(1).Take(2)
            .ToList();

        Assert.Equal([Category.Returned, Category.Nsf], after.Select(l => l.Movement.Category));
        Assert.Equal(negative.Movement.Sen, after[0].Movement.Sen);
        Assert.Single(Lines, l => l.Movement.Category == Category.Returned);
    }

    [Fact]
    public void Planted_EveryEvent_IsNamedInTheTruth()
    {
        var kinds = Lines.Where(l => l.Movement.Planted is not null).GroupBy(l => l.Movement.Planted!)
            .ToDictionary(g => g.Key, g => g.Select(l => l.Account).Distinct().Count());

        Assert.Equal(new Dictionary<string, int>
        {
            ["takeover"] = 3,
            ["card_abroad"] = 3,
            ["cash_burst"] = 2,
            ["mule"] = 2
        }, kinds);
    }

    /// <summary>Whoever finds a planted line must find it by what it does to the account, not by a word.</summary>
    [Fact]
    public void Planted_NoFieldOfALine_TellsIt()
    {
        var (planted, honest) = (
            Lines.Where(l => l.Movement.Planted is not null).Select(l => l.Movement).ToList(),
            Lines.Where(l => l.Movement.Planted is null).Select(l => l.Movement).ToList());
        Assert.All<Func<Movement, object>>(
            [
                m => m.Counterparty, m => m.Category, m => m.Channel, m => m.Country,
                m => (m.Channel, m.Country, m.Authorised), m => m.Second / 3_600,
            ],
            field => Assert.Empty(planted.Select(field).Except(honest.Select(field))));
    }

    [Fact]
    public void Amounts_OnTheWire_AreUnsignedTextWithTwoDecimals()
    {
        using var reader = new StreamReader(new MemoryStream(Committed("transactions.ndjson.gz")));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            Assert.Matches("^[0-9]+\\.[0-9]{2}$", json.RootElement.GetProperty("amount").GetString()!);
        }
    }

    private static byte[] Committed(string name)
    {
        using var file = new GZipStream(File.OpenRead(Repository.At("samples", "lender", name)),
            CompressionMode.Decompress);
        var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
