using OrleansRisk.Client;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Wire;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>
/// All that a crash needs around it: a server that may be killed, the tapped wire to it, a host, and the gate in front
/// of the host. Client, host and server are four and more processes; only wire and gate are ours.
/// </summary>
public sealed class Deployment : IAsyncDisposable
{
    public const string Region = "my", Environment = "crash";

    private readonly string _runner;
    private HostProcess? _host;
    private string _operator = "";

    private Deployment(PostgresServer server, RiskDatabase database, string folder)
    {
        (Server, Database, _runner) = (server, database, folder);
        Wire = new PostgresWire(server);
        Wire.BeforeTelling = () =>
        {
            if (Wire.Trap?.TellsNext == true)
            {
                Gate.Shut();
            }
        };
    }

    public PostgresServer Server { get; }

    public RiskDatabase Database { get; }

    public PostgresWire Wire { get; }

    public AnswerGate Gate { get; } = new();

    public KeyPlace Keys => new(Path.Combine(_runner, "kek"), Region, Environment);

    /// <summary>A tenant's key that may send.</summary>
    public string Key { get; private set; } = "";

    public HostProcess Host => _host ?? throw new InvalidOperationException("no host is running");

    public static async Task<Deployment> Create(params string[] settings)
    {
        var server = PostgresServer.Create(settings);
        var database = await RiskDatabase.Create(server);
        return new Deployment(server, database, Directory.CreateTempSubdirectory("risk-crash-").FullName);
    }

    /// <summary>Starts the host and makes the tenant.</summary>
    public async Task Begin()
    {
        await StartHost();
        _operator = await Host.OperatorKey;
        Key = await AddTenant(Settings);
    }

    /// <summary>Another tenant; a key of it that may send and read.</summary>
    public async Task<string> AddTenant(TenantRequest settings)
    {
        using var operators = Client(_operator);
        var tenant = await operators.Tenants.CreateAsync(settings);
        var key = new KeyRequestBody { Label = "tests", Roles = [RoleNames.Ingest, RoleNames.History, RoleNames.Read] };
        return (await operators.Keys.CreateAsync(tenant.Tenant, key)).Secret!;
    }

    /// <summary>A client of the host that runs now, past the gate.</summary>
    public RiskClient Client(string? key = null) =>
        RiskClient.Connect(new Uri($"http://127.0.0.1:{Host.Port}"), key ?? Key);

    /// <summary>Of the tenant that <see cref="Begin"/> makes.</summary>
    public TenantRequest Settings { get; set; } = new() { Name = "crash" };

    /// <summary>Settings that every host of this deployment gets besides.</summary>
    public string[] HostSettings { get; set; } = [];

    public async Task StartHost(string? program = null)
    {
        _host = await HostProcess.Start(
            program ?? Programs.Host, Database.As("postgres", Wire.Folder), Keys.File, HostSettings);
        Gate.HostPort = _host.Port;
    }

    /// <summary>A second host of the same deployment, past the wire.</summary>
    public Task<HostProcess> StartAnotherHost() =>
        HostProcess.Start(Database.As("postgres"), Keys.File, HostSettings);

    /// <summary>A command of the host, as the database's administrator.</summary>
    public Task<HostCommand> Command(params string[] words) => HostCommand.Run(Database.As("postgres"), words);

    public SenderProcess Send(Load load, string name, int? port = null)
    {
        var transactions = Path.Combine(_runner, $"{name}.ndjson");
        load.Write(transactions, TimeProvider.System.GetUtcNow());
        return SenderProcess.Start(port ?? Gate.Port, Key, transactions, Path.Combine(_runner, $"{name}.acknowledged"));
    }

    /// <summary>SIGKILL to the host at the trap; then everything it held is cut, and a new one starts.</summary>
    public async Task KillHost()
    {
        await EndHost();
        await StartHost();
    }

    /// <summary>SIGKILL to the host, and nothing comes after it.</summary>
    public async Task EndHost()
    {
        await Host.DisposeAsync();
        _host = null;
        await Wire.Reset();
        Gate.Reset();
    }

    /// <summary>SIGKILL to PostgreSQL at the trap; the host lives on and finds a server that recovers.</summary>
    public async Task KillServer()
    {
        await Server.KillHard();
        await Wire.Reset();
        Gate.Reset();
        Server.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await Wire.DisposeAsync();
        await Gate.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }
}
