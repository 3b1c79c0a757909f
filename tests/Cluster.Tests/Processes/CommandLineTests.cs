using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansRisk.Host.Settings;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>What the program says of itself, and of what it cannot start with: one sentence and no stack.</summary>
public sealed class CommandLineTests
{
    private static readonly Dictionary<string, string> Nothing = new() { ["RISK_DATABASE"] = "" };

    [Theory]
    [InlineData("--prot", "serve", "--prot=1")]
    [InlineData("srve", "srve")]
    [InlineData("'abc' at 'Port'", "--port=abc")]
    [InlineData("Port must be between 0 and 65535", "--port=99999", "--database=x")]
    [InlineData("Port must be between 0 and 65535", "--port=1", "--port", "99999", "--database=x")]
    [InlineData("Url", "--amqp:queue=q", "--amqp:keyfile=f", "--database=x")]
    [InlineData("No database", "serve")]
    [InlineData("127.0.0.1:1", "serve", "--database=Host=127.0.0.1;Port=1;Username=nobody;Database=none")]
    public async Task Start_WithSomethingWrong_SaysItInOneLine(string named, params string[] arguments) =>
        Assert.Contains(named, await Complaint(arguments), StringComparison.Ordinal);

    [Fact]
    public async Task Start_AtAPortThatIsInUse_SaysItInOneLine()
    {
        await using var database = await TestDatabase.Create();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("risk-port-").FullName;
        var said = await Complaint(
            $"--database={database.Administrator}", $"--keyfile={Path.Combine(folder, "vault.key")}",
            $"--port={port}", "--http2port=0", "--operatorkeyfile=");
        Assert.Contains($":{port}", said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_OfAMemberAtASiloPortThatIsInUse_SaysItInOneLine()
    {
        await using var database = await TestDatabase.Create();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("risk-silo-port-").FullName;
        string[] settings =
        [
            $"--database={database.Administrator}", $"--secrets={folder}",
            $"--keyfile={Path.Combine(folder, "vault.key")}",
        ];
        await SiloProcess.Command(Nothing, ["certs", .. settings]);
        var said = await Complaint(["serve", .. settings, $"--siloport={port}", "--port=0", "--http2port=0"]);
        Assert.Contains($"127.0.0.1:{port}", said, StringComparison.Ordinal);
        Assert.Contains("RISK_SILOPORT", said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    public async Task Help_OfAnyCommand_ListsEverySettingWithItsSentence(params string[] arguments)
    {
        var help = string.Join(' ', (await SiloProcess.Command(Nothing, arguments)).Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(SettingEntry.All, entry =>
            Assert.Contains($"--{entry.Path.ToLowerInvariant()}", help, StringComparison.Ordinal));
        Assert.All(SettingEntry.ReadComments(), comment => Assert.NotEmpty(comment.Value));
        Assert.Contains("Port for HTTP/1.1; the default is 5080", help, StringComparison.Ordinal);
        Assert.Contains("Whether webhooks may go over plain HTTP", help, StringComparison.Ordinal);
    }

    private static async Task<string> Complaint(params string[] arguments)
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SiloProcess.Command(Nothing, arguments));
        var said = failed.Message[(failed.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim();
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        return said.Split('\n')[^1];
    }
}
