using System.Text;
using OrleansRisk.Cli;
using OrleansRisk.Client.Tests.Processes;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.Integrating;

/// <summary>The manual's page on loads is run, not believed: each command, and the lines that it shows.</summary>
public sealed class AfternoonTests(RealHost real) : IClassFixture<RealHost>
{
    private const string Page = "docs/integrating/loads.md";

    [Fact]
    public async Task Page_ItsCommands_SayWhatItShows()
    {
        var (_, key) = await real.Host.Tenant(RoleNames.History, RoleNames.Read);
        var commands = Blocks().ToList();
        Assert.True(commands.Count > 4);
        foreach (var (command, shown) in commands)
        {
            var said = await Said(command, key);
            Assert.All(shown, line => Assert.Contains(line, said, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Load_WithAFileThatIsNotRead_EndsWithOne()
    {
        var (_, key) = await real.Host.Tenant(RoleNames.History, RoleNames.Read);
        var cut = Path.Combine(Path.GetTempPath(), $"cut-{Guid.NewGuid():n}.sta");
        var text = await File.ReadAllTextAsync(Path.Combine(Programs.Repository, "samples/afternoon/september.sta"));
        await File.WriteAllTextAsync(cut, text[..text.IndexOf(":62F:", StringComparison.Ordinal)]);
        try
        {
            const string whole = "samples/afternoon/september.sta";
            Assert.Equal(ExitCode.Done, (await Run($"risk load {whole} --account M-1", key)).Code);
            Assert.Equal(ExitCode.Declined, (await Run($"risk load {cut} {whole} --account M-2", key)).Code);
            Assert.Equal(ExitCode.Declined, (await Run($"risk load {cut} {whole} --account M-3 --commit", key)).Code);
        }
        finally
        {
            File.Delete(cut);
        }
    }

    private async Task<string> Said(string command, string key) => (await Run(command, key)).Said;

    private async Task<(int Code, string Said)> Run(string command, string key)
    {
        using var results = new MemoryStream();
        await using var messages = new StringWriter();
        var terminal = new Terminal(Stream.Null, results, messages, name => name switch
        {
            "RISK_URL" => real.Host.Http2.ToString(),
            "RISK_KEY" => key,
            _ => null,
        }, TimeProvider.System);
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(static word => word.StartsWith("samples/", StringComparison.Ordinal)
                ? Path.Combine(Programs.Repository, word) : word);
        var code = await CommandLine.Run([.. words], terminal, CancellationToken.None);
        return (code, Encoding.UTF8.GetString(results.ToArray()) + messages);
    }

    /// <summary>Each command, and the lines of the block behind it.</summary>
    private static IEnumerable<(string Command, string[] Shown)> Blocks()
    {
        var page = File.ReadAllText(Path.Combine(Programs.Repository, Page));
        foreach (var piece in page.Split("```sh\n").Skip(1))
        {
            var ends = piece.Split("\n```");
            var shown = ends[1].Split("```text\n") is [_, var text] ? text : "";
            var command = ends[0].Trim().Replace("\\\n", " ", StringComparison.Ordinal);
            yield return (command, shown.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
