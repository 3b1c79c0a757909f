using System.Globalization;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>The ports a process listens on, as Linux shows them.</summary>
internal static class ListeningPorts
{
    private const string Listening = "0A", Socket = "socket:[";

    private const int LocalAddress = 1, State = 3, Inode = 9;

    public static IReadOnlyList<int> Of(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .Where(target => target?.StartsWith(Socket, StringComparison.Ordinal) is true)
            .Select(target => target![Socket.Length..^1]).ToHashSet();
        return
        [
            .. new[] { "tcp", "tcp6" }
                .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(row => row[State] == Listening && sockets.Contains(row[Inode]))
                .Select(row => row[LocalAddress].Split(':')[1])
                .Select(port => int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        ];
    }
}
