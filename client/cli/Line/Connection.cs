using OrleansRisk.Client;

namespace OrleansRisk.Cli;

/// <summary>
/// Which server, and with which key: the option, else the environment, else a file. A key on the command line shows in
/// the machine's list of processes, so the other two exist.
/// </summary>
internal static class Connection
{
    public const string DefaultUrl = "http://localhost:5081";

    public static RiskClient Open(string? url, string? key, string? keyFile, Terminal terminal)
    {
        url ??= terminal.Environment("RISK_URL") ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw UsageException.Of("--url", $"an http or https address, as {DefaultUrl}", url);
        }

        return RiskClient.Connect(address, Key(key, keyFile, terminal), terminal.Time);
    }

    private static string? Key(string? key, string? keyFile, Terminal terminal)
    {
        key ??= keyFile is null ? terminal.Environment("RISK_KEY") : null;
        if (key is not null)
        {
            return key.Trim();
        }

        var path = keyFile ?? terminal.Environment("RISK_KEY_FILE");
        if (path is null)
        {
            return null;
        }

        if (new FileInfo(path) is { Exists: true, Length: > Limits.KeyBytesMax })
        {
            throw new UsageException($"{path} is too large to be a key.");
        }

        return File.ReadAllText(path).Trim();
    }
}
