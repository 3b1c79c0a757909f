using System.Text;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Tests;

/// <summary>The manual's table of refusals is the code's. With <c>RISK_APPROVE=1</c> it is written anew.</summary>
public sealed class StatementsPageTests
{
    private const string Heading = "## Refusals\n";

    private static readonly string Page = Path.Combine(
        Golden.Folder, "..", "..", "..", "docs", "integrating", "statements.md");

    [Fact]
    public void Page_Refusals_AreThoseOfTheCode()
    {
        var page = File.ReadAllText(Page);
        var at = page.IndexOf(Heading, StringComparison.Ordinal);
        var written = (at < 0 ? page.TrimEnd() + "\n\n" : page[..at]) + Table();
        if (Environment.GetEnvironmentVariable("RISK_APPROVE") == "1")
        {
            File.WriteAllText(Page, written);
        }

        Assert.Equal(written, File.ReadAllText(Page));
    }

    [Fact]
    public void Refusal_EveryCode_IsUsedOnceAndSaysWhatToDo() => Assert.All(RefusalCodes.All.Values, static entry =>
    {
        Assert.EndsWith(".", entry.Meaning, StringComparison.Ordinal);
        Assert.EndsWith(".", entry.Next, StringComparison.Ordinal);
    });

    private static string Table()
    {
        var table = new StringBuilder(Heading).Append('\n').Append("| code | meaning | what to do |\n|---|---|---|\n");
        foreach (var entry in RefusalCodes.All.Values.OrderBy(static entry => entry.Code, StringComparer.Ordinal))
        {
            table.Append($"| `{entry.Code}` | {entry.Meaning} | {entry.Next} |\n");
        }

        return table.ToString();
    }
}
