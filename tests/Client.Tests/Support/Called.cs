using System.Text;
using OrleansRisk.Cli;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>What a command line came to.</summary>
internal sealed record Called(int Exit, string Out, string Error)
{
    public IReadOnlyList<string> Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Calls the tool as a shell would, against the server where one is given.</summary>
    public static async Task<Called> Risk(
        ScriptedServer? server, string[] args, byte[]? input = null, Dictionary<string, string>? environment = null)
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        environment ??= [];
        if (server is not null)
        {
            environment.TryAdd("RISK_URL", server.Url.ToString());
        }

        var terminal = new Terminal(
            new MemoryStream(input ?? []), output, error, environment.GetValueOrDefault, new HurriedTime());
        var exit = await CommandLine.Run(args, terminal, CancellationToken.None);
        return new Called(exit, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}

/// <summary>A folder that goes when the test does.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _runner = Directory.CreateTempSubdirectory("risk-cli-");

    public string At(string name) => Path.Combine(_runner.FullName, name);

    public string File(string name, string content)
    {
        System.IO.File.WriteAllText(At(name), content);
        return At(name);
    }

    public void Dispose() => _runner.Delete(recursive: true);
}
