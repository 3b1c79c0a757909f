using System.Globalization;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Training.Tests;

public sealed class CreditTrainingTests : IDisposable
{
    private readonly string _runner = Directory.CreateTempSubdirectory("credit-").FullName;

    public void Dispose() => Directory.Delete(_runner, recursive: true);

    [Fact]
    public async Task Train_ThenScore_WritesALineForEveryLoanWithoutOutcome()
    {
        WriteLoans(60, unknown: 5);
        Assert.Equal(0, await Commands.Run(["credit", "train", At("loans.csv"), At("moves.csv"), _runner]));
        Assert.Equal(0, await Commands.Run(
            ["credit", "score", At("loans.csv"), At("moves.csv"), At("card.json"), At("scores.csv")]));
        var lines = await File.ReadAllLinesAsync(At("scores.csv"));
        Assert.Equal("loan_id,pd,score,reason1,reason2,reason3,reason4", lines[0]);
        Assert.Equal(6, lines.Length);
        Assert.All(lines[1..], line => Assert.InRange(
            double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture), 0, 1));
        var validation = await File.ReadAllLinesAsync(At("validation.csv"));
        Assert.Contains(",60,20,", validation[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_TransactionsAfterTheDay_ChangeNothing()
    {
        WriteLoans(6, unknown: 0);
        await Commands.Run(["credit", "measure", At("loans.csv"), At("moves.csv"), At("before.csv")]);
        await File.AppendAllLinesAsync(
            At("moves.csv"), ["A1,late,2025-07-01,debit,9999.00,MYR,-5000.00,penalty,,"]);
        await Commands.Run(["credit", "measure", At("loans.csv"), At("moves.csv"), At("after.csv")]);
        Assert.Equal(await File.ReadAllTextAsync(At("before.csv")), await File.ReadAllTextAsync(At("after.csv")));
    }

    [Fact]
    public async Task Train_OfLoansOnLittleHistory_AsksForNoMoreOfOthers()
    {
        WriteLoans(60, unknown: 1);
        await Commands.Run(["credit", "train", At("loans.csv"), At("moves.csv"), _runner]);
        var card = CreditModelFile.Read(await File.ReadAllTextAsync(At("card.json")));
        Assert.Equal(new HistoryNeed(30, 10), card.Needs); // five months, ten transactions; 30 days are always enough

        var moves = await File.ReadAllLinesAsync(At("moves.csv"));
        await File.WriteAllLinesAsync(At("moves.csv"), moves[..^1]); // of the loan to be scored nine are left
        Assert.Equal("L61,,,insufficient_history,,,", await Scored());
        await Commands.Run(
            ["credit", "train", At("loans.csv"), At("moves.csv"), _runner, "--history", "30", "9"]);
        Assert.DoesNotContain("insufficient_history", await Scored(), StringComparison.Ordinal);

        async Task<string> Scored()
        {
            await Commands.Run(
                ["credit", "score", At("loans.csv"), At("moves.csv"), At("card.json"), At("scores.csv")]);
            return Assert.Single((await File.ReadAllLinesAsync(At("scores.csv")))[1..]);
        }
    }

    [Fact]
    public async Task Train_ByAFileOfChoices_WritesWhatItWasFittedOnAndWhatItDoesWithout()
    {
        WriteLoans(60, unknown: 0);
        await File.WriteAllTextAsync(
            At("choices.json"), """{"country":"MY","bad":"90 days past due","deny":["balance.min_90d"]}""");
        Assert.Equal(0, await Commands.Run(
            ["credit", "train", At("loans.csv"), At("moves.csv"), _runner, "--choices", At("choices.json")]));
        var card = CreditModelFile.Read(await File.ReadAllTextAsync(At("card.json")));
        var about = card.About!;
        Assert.Equal(
            ("MYR", "MY", "90 days past due", "2025-06-01", 60, 20),
            (about.Currency, about.Country, about.Bad, about.TrainedFrom, about.Loans, about.BadLoans));
        Assert.Equal(["balance.min_90d"], about.Denied);
        Assert.DoesNotContain(card.Terms, static term => term.Feature == FeatureNumber.BalanceLowest90D);
        var left = await File.ReadAllLinesAsync(At("left_out.csv"));
        Assert.Contains("balance.min_90d,\"denied: the lender denies it\"", left);
        var page = await File.ReadAllTextAsync(At("credit.html"));
        Assert.Contains("Reject inference: none", page, StringComparison.Ordinal);

        Assert.Equal(0, await Commands.Run(
            ["credit", "move", At("loans.csv"), At("moves.csv"), At("card.json"), At("moved")]));
        var moved = CreditModelFile.Read(await File.ReadAllTextAsync(At("moved/card.json")));
        Assert.Equal(card.Terms.Select(static term => term.Feature), moved.Terms.Select(static term => term.Feature));
    }

    [Fact]
    public async Task Train_AccountsOfTwoCurrencies_IsRefused()
    {
        WriteLoans(60, unknown: 0);
        await File.AppendAllLinesAsync(At("moves.csv"), ["E1,T,2025-01-01,debit,1.00,EUR,5.00,rent,,"]);
        var errors = new StringWriter();
        Assert.Equal(2, await Commands.Run(["credit", "train", At("loans.csv"), At("moves.csv"), _runner], errors));
        Assert.Contains("MYR and EUR", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trees_LoansOverTime_AreJudgedBesideTheCard()
    {
        WriteLoans(200, unknown: 0);
        var loans = await File.ReadAllLinesAsync(At("loans.csv"));
        await File.WriteAllLinesAsync(At("loans.csv"), loans.Select((line, i) => line.Replace(
            "2025-06-01", $"2025-06-{1 + (i / 10):00}", StringComparison.Ordinal)));
        Assert.Equal(0, await Commands.Run(["credit", "trees", At("loans.csv"), At("moves.csv"), _runner]));
        var lines = await File.ReadAllLinesAsync(At("trees.csv"));
        Assert.StartsWith("trees,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("card,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("tree\n", await File.ReadAllTextAsync(At("trees.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trees_LoansOfOneDay_AreRefused()
    {
        WriteLoans(60, unknown: 0);
        var errors = new StringWriter();
        Assert.Equal(2, await Commands.Run(["credit", "trees", At("loans.csv"), At("moves.csv"), _runner], errors));
        Assert.Contains("judged on later ones", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1", "1")]
    [InlineData("1", "many")]
    [InlineData("366", "1")]
    public async Task Train_HistoryThatIsNone_IsRefused(string days, string transactions)
    {
        WriteLoans(6, unknown: 0);
        var errors = new StringWriter();
        Assert.Equal(2, await Commands.Run(
            ["credit", "train", At("loans.csv"), At("moves.csv"), _runner, "--history", days, transactions], errors));
        Assert.Contains("--history", errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("card.json")));
    }

    [Theory]
    [InlineData("L1,A1,2025-13-01,1,1,1,1,good", "as_of")]
    [InlineData("L1,A1,2025-06-01,x,1,1,1,good", "amount")]
    [InlineData("L1,A1,2025-06-01,1,1,1,1,perhaps", "outcome")]
    [InlineData("L1,,2025-06-01,1,1,1,1,good", "account")]
    public async Task Train_FieldThatDoesNotRead_IsNamedWithItsLine(string loan, string column)
    {
        WriteLoans(6, unknown: 0);
        await File.WriteAllLinesAsync(
            At("loans.csv"), ["loan_id,account,as_of,amount,instalment,months,holders,outcome", loan]);
        var errors = new StringWriter();
        Assert.Equal(2, await Commands.Run(["credit", "train", At("loans.csv"), At("moves.csv"), _runner], errors));
        Assert.Contains($"loans.csv, line 2: the column {column} ", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void CreditModelFile_WrittenAndRead_IsTheSameToTheBit()
    {
        var card = new CreditModel(-2.1,
            [new(FeatureNumber.BalanceTrend, CreditModelScale.Linear, 1, -0.1 / 3, 1 / 3.0, 0.1, -1 / 7.0, 0)])
        {
            Needs = new HistoryNeed(14, 7),
        };
        var read = CreditModelFile.Read(CreditModelFile.Write(card));
        Assert.Equal(card.Intercept, read.Intercept);
        Assert.Equal(card.Terms, read.Terms);
        Assert.Equal(card.Needs, read.Needs);
    }

    [Fact]
    public void CreditModelFile_ThatSaysNothingOfHistory_AsksForTheStandardOne() => Assert.Equal(
        HistoryNeed.Standard, CreditModelFile.Read("""
        {"kind":"credit_card","version":1,"intercept":0,"terms":[{"feature":"balance.trend","scale":"linear",
        "unit":1,"low":-1,"high":1,"centre":0,"weight":1,"missing":0}]}
        """).Needs);

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("""{"kind":"scorecard","version":1,"intercept":0,"terms":[]}""")]
    [InlineData("""{"kind":"credit_card","version":2,"intercept":0,"terms":[]}""")]
    [InlineData("""{"kind":"credit_card","version":1,"intercept":0,"terms":[]}""")]
    [InlineData("""{"kind":"credit_card","version":1,"intercept":"NaN","terms":[]}""")]
    [InlineData("""{"kind":"credit_card","version":1,"intercept":0,"terms":[],"more":1}""")]
    [InlineData("""{"kind":"credit_card","version":1,"intercept":0,"terms":[{"feature":"amount.z"}]}""")]
    [InlineData("""
        {"kind":"credit_card","version":1,"intercept":0,"history":{"days":366,"transactions":1},"terms":[{"feature":
        "balance.trend","scale":"linear","unit":1,"low":-1,"high":1,"centre":0,"weight":1,"missing":0}]}
        """)]
    public void CreditModelFile_ThatIsNoCard_IsRefused(string text) =>
        Assert.Throws<CreditModelUnreadableException>(() => CreditModelFile.Read(text));

    private string At(string file) => Path.Combine(_runner, file);

    private void WriteLoans(int count, int unknown)
    {
        List<string> loans = ["loan_id,account,as_of,amount,instalment,months,holders,outcome"];
        List<string> moves = ["account,id,date,direction,amount,currency,balance,category,counterparty,channel"];
        for (var loan = 1; loan <= count + unknown; loan++)
        {
            var bad = loan % 3 == 0;
            loans.Add($"L{loan},A{loan},2025-06-01,9000.00,300.00,36,1,{(loan > count ? "" : bad ? "bad" : "good")}");
            for (var month = 1; month <= 5; month++)
            {
                var balance = (bad ? 50 : 900) + (loan % 7 * 10);
                moves.Add($"A{loan},S{month},2025-0{month}-02,credit,2500.00,MYR,{2500 + balance}.00,salary,Firm,");
                moves.Add($"A{loan},R{month},2025-0{month}-20,debit,2500.00,MYR,{balance}.00,rent,Landlord,");
            }
        }

        File.WriteAllLines(At("loans.csv"), loans);
        File.WriteAllLines(At("moves.csv"), moves);
    }
}
