using System.Text;
using OrleansRisk.Cli;
using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public void Help_EveryCommand_IsWhatWasApproved()
    {
        var text = new StringBuilder(HelpText.All());
        foreach (var entry in CommandTable.Entries)
        {
            text.Append("\n---\n").Append(HelpText.Of(entry));
        }

        Approved.Check("help.txt", text.ToString());
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_Asked_IsPrintedAndDone(string option)
    {
        var called = await Called.Risk(null, [option]);

        Assert.Equal((0, HelpText.All()), (called.Exit, called.Out));
    }

    [Fact]
    public async Task Help_OfACommand_ShowsItsOptionsAndExample()
    {
        var called = await Called.Risk(null, ["key", "issue", "--help"]);

        Assert.Equal(0, called.Exit);
        Assert.Contains("--role ROLE", called.Out, StringComparison.Ordinal);
        Assert.Contains("risk key issue ten_1 --label till", called.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("key issue ten_1")]
    [InlineData("send /nowhere/at/all")]
    public async Task Run_WrongCommandLine_SaysWhyAndExitsWithTwo(string line)
    {
        var called = await Called.Risk(null, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, called.Exit);
        Assert.NotEqual("", called.Error + called.Out);
    }
}
