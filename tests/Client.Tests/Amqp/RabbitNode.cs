using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace OrleansRisk.Client.Tests.Amqp;

/// <summary>
/// Debian's RabbitMQ as a node of our own: a folder, free ports and a name server of its own, so that it knows of no
/// other and no other of it. Only what was started here is ended, by its process.
/// </summary>
internal sealed class RabbitNode : IAsyncDisposable
{
    public const string User = "risk", Password = "pass-never-logged-4711";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _runner = Directory.CreateTempSubdirectory("risk-rabbit-").FullName;
    private readonly (int Amqp, int Nodes, int Names) _ports = (FreePort(), FreePort(), FreePort());
    private readonly string _name = $"risk-{Guid.NewGuid().ToString("n")[..8]}@localhost";
    private Process? _names;
    private Process? _node;

    /// <summary>The script that Debian's own program calls; anybody may run it. Null where it is missing.</summary>
    public static string? Program { get; } = Directory.Exists("/usr/lib/rabbitmq/lib")
        ? Directory.EnumerateFiles("/usr/lib/rabbitmq/lib", "rabbitmq-server", SearchOption.AllDirectories)
            .FirstOrDefault()
        : null;

    public string Url => $"amqp://{User}:{Password}@127.0.0.1:{_ports.Amqp}/";

    public static async Task<RabbitNode> Started()
    {
        var node = new RabbitNode();
        await File.WriteAllTextAsync(Path.Combine(node._runner, "rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{node._ports.Amqp}
            default_user = {User}
            default_pass = {Password}
            log.file = false
            log.console = true
            log.console.level = error
            disk_free_limit.absolute = 1MB

            """);
        await File.WriteAllTextAsync(Path.Combine(node._runner, "enabled_plugins"), "[].");
        node._names = node.Run("epmd");
        await node.Start();
        return node;
    }

    /// <summary>Starts the node, the first time or again, and waits until a client is let in.</summary>
    public async Task Start()
    {
        _node = Run(Program!);
        var until = TimeProvider.System.GetTimestamp();
        while (!await LetsIn())
        {
            Assert.False(_node.HasExited, "the broker did not start");
            Assert.True(TimeProvider.System.GetElapsedTime(until) < Patience, "the broker takes too long to start");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>SIGTERM, as systemd would: durable queues and persistent messages stay.</summary>
    public async Task Stop()
    {
        using var telling = Process.Start("kill", ["-TERM", Pid()]);
        await telling.WaitForExitAsync();
        await _node!.WaitForExitAsync().WaitAsync(Patience);
        _node.Dispose();
        _node = null;
    }

    /// <summary>A connection of the test's own.</summary>
    public Task<IConnection> Connect() =>
        new ConnectionFactory { Uri = new Uri(Url), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            _node.Kill(entireProcessTree: true);
            await _node.WaitForExitAsync();
            _node.Dispose();
        }

        _names?.Kill();
        _names?.Dispose();
        Directory.Delete(_runner, recursive: true);
    }

    private async Task<bool> LetsIn()
    {
        try
        {
            await using var connection = await Connect();
            return true;
        }
        catch (Exception failure) when (failure is IOException or RabbitMQ.Client.Exceptions.RabbitMQClientException)
        {
            return false;
        }
    }

    private string Pid() => File.ReadAllText(Path.Combine(_runner, "pid")).Trim();

    private Process Run(string program)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _runner,
        };
        foreach (var (name, value) in new (string, string)[]
        {
            ("HOME", _runner), ("ERL_EPMD_ADDRESS", "127.0.0.1"), ("ERL_EPMD_PORT", Text(_ports.Names)),
            ("RABBITMQ_NODENAME", _name), ("RABBITMQ_DIST_PORT", Text(_ports.Nodes)),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(_runner, "data")), ("RABBITMQ_LOG_BASE", _runner),
            ("RABBITMQ_CONFIG_FILE", Path.Combine(_runner, "rabbitmq.conf")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(_runner, "enabled_plugins")),
            ("RABBITMQ_PID_FILE", Path.Combine(_runner, "pid")), ("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
        })
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        // Nobody reads what it says, but somebody has to, or it would wait once its pipe is full.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Runs where RabbitMQ is installed; elsewhere it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitFactAttribute : FactAttribute
{
    public RabbitFactAttribute() =>
        Skip = RabbitNode.Program is null ? "RabbitMQ is not installed here; ./dev setup installs it (Debian)" : null;
}
