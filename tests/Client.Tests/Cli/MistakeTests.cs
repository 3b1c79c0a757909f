using OrleansRisk.Cli;
using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests.Cli;

/// <summary>A wrong command line is answered with what was given, what is allowed, and what is nearest.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("acounts", "There is no command `acounts`; the nearest is `risk accounts`.")]
    [InlineData("account", "There is no command `account`; the nearest is `risk accounts`.")]
    [InlineData("tenants creat", "There is no command `tenants creat`; the nearest is `risk tenants create`.")]
    [InlineData("create tenants", "There is no command `create`; there is `risk tenants create`.")]
    [InlineData("counterfactual dec_1", "There is no command `counterfactual`; there is "
        + "`risk decisions counterfactual`, `risk credit-assessments counterfactual`.")]
    [InlineData("nonsense", "There is no command `nonsense`.")]
    [InlineData("maps dance", "There is no command `maps dance`; `risk maps` takes check, put, show, list.")]
    [InlineData("maps", "`risk maps` needs one of check, put, show, list.")]
    [InlineData("--verson", "`risk` takes no option --verson; the nearest is --version.")]
    [InlineData("--key-fil k", "`risk` takes no option --key-fil; the nearest is --key-file.")]
    public async Task Run_NoSuchCommand_NamesItAndTheNearest(string line, string said)
    {
        var called = await Called.Risk(null, line.Split(' '));

        Assert.Equal((2, ""), (called.Exit, called.Out));
        Assert.Equal([said, "See `risk --help`."], called.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("decisions list A-1 --limt 3", "`risk decisions list` takes no option --limt; the nearest is --limit.")]
    [InlineData("decisions list --limt 3", "`risk decisions list` takes no option --limt; the nearest is --limit.")]
    [InlineData("decisions list", "`risk decisions list` needs ID: acct_…, or the lender's own id.")]
    [InlineData("decisions list A-1 A-2", "`risk decisions list` takes ID, and 'A-2' is one more.")]
    [InlineData("decisions list A-1 --colour red", "`risk decisions list` takes no option --colour.")]
    public async Task Run_ArgumentsThatTheCommandDoesNotTake_NamesThem(string line, string said)
    {
        var called = await Called.Risk(null, line.Split(' '));

        Assert.Equal((2, ""), (called.Exit, called.Out));
        Assert.Equal([said, "See `risk decisions list --help`."], called.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("send - --mode livee", "--mode takes live, history or what_if; it was given 'livee'.")]
    [InlineData("send - --in-flight 0", "--in-flight takes a whole number from 1 to 65536; it was given '0'.")]
    [InlineData("labels put A T fraud --known-at now",
        "--known-at takes a time as RFC 3339 writes it, as 2026-05-04T09:30:00+08:00; it was given 'now'.")]
    [InlineData("accounts put A --opened 1.5.2020", "--opened takes a date as YYYY-MM-DD; it was given '1.5.2020'.")]
    [InlineData("webhooks update whk_1 --enabled maybe", "--enabled takes yes or no; it was given 'maybe'.")]
    [InlineData("accounts show A --url ftp://x",
        "--url takes an http or https address, as http://localhost:5081; it was given 'ftp://x'.")]
    public async Task Run_ValueThatTheOptionDoesNotTake_NamesBoth(string line, string said)
    {
        var called = await Called.Risk(null, line.Split(' '));

        Assert.Equal((2, "", said), (called.Exit, called.Out, called.Error.Trim()));
    }

    [Fact]
    public async Task Version_Asked_IsThatOfThePackages()
    {
        var called = await Called.Risk(null, ["--version"]);

        Assert.Equal(0, called.Exit);
        Assert.Matches(@"^risk 0\.1\.0-preview\.1(\+[0-9a-f]+)?\n$", called.Out);
    }

    [Theory]
    [InlineData("chanel", "channel")]
    [InlineData("Currency", "currency")]
    [InlineData("counterpraty", "counterparty")]
    [InlineData("amount_mior", "amount_minor")]
    [InlineData("tx", null)]
    [InlineData("colour", null)]
    [InlineData("amount_total", null)]
    public void Nearest_OfAWord_IsWithinASlipAndNoFurther(string word, string? nearest) =>
        Assert.Equal(nearest, Nearest.Of(
            word, ["id", "fx", "at", "amount", "amount_minor", "channel", "counterparty", "currency"]));
}
