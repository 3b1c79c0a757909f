using System.Globalization;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>
/// A PostgreSQL of these tests alone, for it is killed: own data directory, reached by a Unix socket that nobody else
/// can enter. Everything that makes it durable is on, as in production, unless a red control says otherwise.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const int Port = 5432;
    private static readonly string Programs = FindPrograms();
    private readonly string _home;

    private PostgresServer(string home) => _home = home;

    /// <summary>Directory of the server's socket.</summary>
    public string Socket => Path.Combine(_home, "socket");

    public string SocketFile => Path.Combine(Socket, $".s.PGSQL.{Port}");

    private string Cluster => Path.Combine(_home, "cluster");

    public static PostgresServer Create(params string[] settings)
    {
        // Short, for a socket's path holds 107 bytes, and open to the server's user, whatever umask we have.
        var home = Signals.Run("mktemp", "-d", "/tmp/risk-crash-XXXXXX").Trim();
        Signals.Run("chmod", "755", home);
        var server = new PostgresServer(home);
        Directory.CreateDirectory(server.Cluster);
        Directory.CreateDirectory(server.Socket);
        if (IsRoot)
        {
            Signals.Run("chown", "postgres:", server.Cluster, server.Socket);
        }

        Signals.Run("chmod", "700", server.Cluster, server.Socket);
        server.As("initdb", "-D", server.Cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        server.Configure(
        [
            "listen_addresses = ''", $"port = {Port}", $"unix_socket_directories = '{server.Socket}'",
            "fsync = on", "full_page_writes = on", "synchronous_commit = on", "max_connections = 100",
            "restart_after_crash = off", .. settings,
        ]);
        server.Start();
        return server;
    }

    public string ConnectionString(string? socket = null) =>
        $"Host={socket ?? Socket};Port={Port};Username=postgres;Database=postgres;SSL Mode=Disable;Pooling=false";

    /// <summary>Adds lines to postgresql.conf; the last of a name wins.</summary>
    public void Configure(IEnumerable<string> settings)
    {
        var lines = string.Join("\n", settings) + "\n";
        var file = Path.Combine(_home, "settings");
        File.WriteAllText(file, lines);
        Signals.Run("sh", "-c", $"cat '{file}' >> '{Cluster}/postgresql.conf'");
    }

    public void Start() =>
        As("pg_ctl", "-D", Cluster, "-l", Path.Combine(Cluster, "server.log"), "-w", "-t", "60", "-s", "start");

    /// <summary>As an operator stops it: <c>fast</c> ends sessions, <c>immediate</c> makes it recover after.</summary>
    public async Task Stop(string mode, bool andStart)
    {
        await Task.Run(() => As("pg_ctl", "-D", Cluster, "-m", mode, "-w", "-t", "60", "-s", "stop"));
        if (andStart)
        {
            Start();
        }
    }

    /// <summary>SIGSTOP to every process of it: connections stand, and nothing answers.</summary>
    public void Pause() => Array.ForEach(Processes(), Signals.Pause);

    public void Resume() => Array.ForEach(Processes(), Signals.Resume);

    /// <summary>What the server has written of itself.</summary>
    public string Log => Signals.Run("cat", Path.Combine(Cluster, "server.log"));

    public void Reload() => As("pg_ctl", "-D", Cluster, "-s", "reload");

    /// <summary>
    /// SIGKILL to the postmaster and to every process of it, at once: what stood only in the memory of the server is
    /// gone. The kernel lives on, so this says nothing about a loss of power.
    /// </summary>
    public async Task KillHard()
    {
        var all = Processes();
        Array.ForEach(all, Signals.KillHard);

        while (all.Any(Signals.Lives))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (PostmasterId() is { } process && Signals.Lives(process))
        {
            await KillHard();
        }

        Signals.Run("rm", "-rf", _home);
    }

    private static bool IsRoot { get; } = Environment.UserName == "root";

    private static string FindPrograms()
    {
        var named = Environment.GetEnvironmentVariable("RISK_POSTGRES_BIN");
        string[] installed = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").Order().Select(each => Path.Combine(each, "bin"))]
            : [];
        return named is { Length: > 0 } ? named : installed.LastOrDefault() ?? throw new InvalidOperationException(
            "These tests kill a PostgreSQL of their own and need its programs: ./dev setup, or RISK_POSTGRES_BIN=");
    }

    private static IEnumerable<int> Children(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture));

    private int[] Processes()
    {
        var postmaster = PostmasterId() ?? throw new InvalidOperationException("no server is running");
        return [postmaster, .. Children(postmaster)];
    }

    private int? PostmasterId()
    {
        var file = Path.Combine(Cluster, "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }

    // PostgreSQL refuses to run as root: there its package's user runs it.
    private void As(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Programs, program), .. arguments];
        if (IsRoot)
        {
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. command];
        }

        // By files: what pg_ctl starts keeps our pipes open, and we would wait for it to end.
        var log = Path.Combine(_home, "programs.log");
        var quoted = string.Join(' ', command.Select(word => $"'{word}'"));
        Signals.Run("sh", "-c", $"cd / && {quoted} >>'{log}' 2>&1 </dev/null || {{ tail -20 '{log}' >&2; exit 1; }}");
    }
}
