using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Training.Tests;

public sealed class BacktestTests : IDisposable
{
    private readonly string _runner = Directory.CreateTempSubdirectory("backtest-").FullName;

    public void Dispose() => Directory.Delete(_runner, recursive: true);

    [Fact]
    public async Task Backtest_BesideAChampion_SaysWhatChangesHands()
    {
        await File.WriteAllLinesAsync(At("moves.csv"), SomeStream.Lines());
        Assert.Equal(0, await Run(["scorecard", "train", At("moves.csv"), _runner, "2025-03-15", "7", "7", "0.5 %"]));
        await Softer("scorecard.json", "champion.json");
        var errors = new StringWriter();
        Assert.True(await Run([.. Backtest, "--champion", At("champion.json")], errors) == 0, errors.ToString());
        var lines = (await File.ReadAllLinesAsync(At("backtest.csv"))).Select(static line => line.Split(',')).ToList();
        Assert.Equal(["champion_score", "champion_outcome"], lines[0][5..]);
        var leaving = lines.Skip(1).Where(static cells => cells[3] == "approve" && cells[6] == "review").ToList();
        Assert.NotEmpty(leaving);
        Assert.DoesNotContain(lines.Skip(1), static cells => cells[3] == "review" && cells[6] == "approve");
        var page = await File.ReadAllTextAsync(At("backtest.html"));
        var frauds = leaving.Count(static cells => cells[4] == "fraud");
        Assert.Contains(
            $"<tr><td>the champion alone: leaves</td><td>{leaving.Count:N0}</td><td>{frauds:N0}</td>", page,
            StringComparison.Ordinal);
        Assert.Contains("<tr><td>this model alone: enters</td><td>0</td><td>0</td><td></td></tr>", page,
            StringComparison.Ordinal);
        Assert.All(
            (string[])["The same by segment", "card precision, 50 accounts a day", "missed fraud"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    /// <summary>Without a cool-off an account is out for good; with one it is judged again behind it.</summary>
    [Fact]
    public async Task Backtest_CoolOff_TakesAccountsInAgainAndSaysWhatIsLeftOut()
    {
        await File.WriteAllLinesAsync(At("moves.csv"), SomeStream.Lines());
        Assert.Equal(0, await Run(["scorecard", "train", At("moves.csv"), _runner, "2025-03-15", "7", "7", "0.5 %"]));
        async Task<int> Judged(params string[] options)
        {
            var errors = new StringWriter();
            Assert.True(await Run([.. Backtest, .. options], errors) == 0, errors.ToString());
            return (await File.ReadAllLinesAsync(At("backtest.csv"))).Length - 1;
        }

        var (forGood, again, all) = (await Judged(), await Judged("--cool-off", "5"), await Judged("--cool-off", "0"));
        Assert.True(forGood < again && again < all, $"{forGood}, {again}, {all}");
        Assert.Contains($"{all:N0} of {all:N0} transactions are judged.", await File.ReadAllTextAsync(
            At("backtest.html")), StringComparison.Ordinal);
        Assert.Equal(2, await Run([.. Backtest, "--cool-off", "-1"], new StringWriter()));
    }

    [Theory]
    [InlineData("--challenger", "is no option of backtest")]
    [InlineData("--champion", "a sha256 and a model")]
    public async Task Backtest_BesideWhatIsNoChampion_IsSaid(string option, string why)
    {
        await File.WriteAllLinesAsync(At("moves.csv"), SomeStream.Lines().Take(100));
        await File.WriteAllTextAsync(At("scorecard.json"), "{}");
        await File.WriteAllTextAsync(At("champion.json"), "{}");
        var errors = new StringWriter();
        Assert.Equal(2, await Run([.. Backtest, option, At("champion.json")], errors));
        Assert.Contains(why, errors.ToString(), StringComparison.Ordinal);
    }

    private string[] Backtest =>
        ["backtest", At("moves.csv"), At("scorecard.json"), _runner, "2025-03-29", "7", "7"];

    /// <summary>The same card with a milder threshold.</summary>
    private async Task Softer(string from, string to)
    {
        var card = (Scorecard)ModelFile.Read(await File.ReadAllBytesAsync(At(from))).Model;
        var thresholds = card.Thresholds with { ReviewAt = card.Thresholds.ReviewAt - 40 };
        await File.WriteAllTextAsync(At(to), ModelFile.Write(
            card with { Thresholds = thresholds }, [.. Enumerable.Repeat(FeatureRow.Missing(), 10)]));
    }

    private static Task<int> Run(string[] args, TextWriter? errors = null) => Commands.Run(args, errors);

    private string At(string file) => Path.Combine(_runner, file);
}
