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
        var called = await Called.Risk(null, ["keys", "create", "--help"]);

        Assert.Equal(0, called.Exit);
        Assert.Contains("--role ROLE", called.Out, StringComparison.Ordinal);
        Assert.Contains("risk keys create ten_1 --label till", called.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfAThing_ShowsItsCommandsWithExamples()
    {
        var called = await Called.Risk(null, ["dead-letters", "--help"]);

        Assert.Equal(0, called.Exit);
        Assert.Contains("dead-letters replay WEBHOOK [OPTIONS]", called.Out, StringComparison.Ordinal);
        Assert.Contains("risk dead-letters list whk_0190f5…", called.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("webhooks create", called.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("keys create ten_1")]
    [InlineData("send /nowhere/at/all")]
    public async Task Run_WrongCommandLine_SaysWhyAndExitsWithTwo(string line)
    {
        var called = await Called.Risk(null, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, called.Exit);
        Assert.NotEqual("", called.Error + called.Out);
    }
}
