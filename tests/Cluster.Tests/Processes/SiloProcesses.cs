using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansRisk.Host.Moving;
using OrleansRisk.Host.Settings;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>Silos in processes of their own over one database, with a tenant and its key.</summary>
internal sealed class SiloProcesses : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly Dictionary<string, string> _settings;
    private readonly List<SiloProcess> _silos = [];
    private readonly string _runner = Directory.CreateTempSubdirectory("risk-silos-").FullName;
    private string _operator = "";

    private SiloProcesses(TestDatabase database, int probeSeconds)
    {
        _database = database;
        _settings = new Dictionary<string, string>
        {
            ["RISK_DATABASE"] = database.Administrator,
            ["RISK_SECRETS"] = Path.Combine(_runner, "secrets"),
            ["RISK_KEYFILE"] = Path.Combine(_runner, "vault-main.key"),
            ["RISK_PROBESECONDS"] = probeSeconds.ToString(CultureInfo.InvariantCulture),
            ["RISK_STOPSECONDS"] = "60",
        };
    }

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public TestDatabase Database => _database;

    public string Secrets => _settings["RISK_SECRETS"];

    /// <summary>The vault key of a pool; silos outside the pool do not have it.</summary>
    public string KeyFile(string pool) => Path.Combine(_runner, $"vault-{pool}.key");

    /// <summary>A silo in a pool with a vault key of its own.</summary>
    public Task<SiloProcess> AddIn(string pool, params (string Name, string Value)[] settings) =>
        Add([("RISK_POOL", pool), ("RISK_KEYFILE", KeyFile(pool)), .. settings]);

    /// <summary>Moves a tenant as an operator would.</summary>
    public Task<string> Move(string from, string to, int tenant = 1) => Command(
        "move-tenant", tenant.ToString(CultureInfo.InvariantCulture), to,
        "--KeyFile", KeyFile(from), "--TargetKeyFile", KeyFile(to));

    /// <summary>The tenant's key.</summary>
    public string Key { get; private set; } = "";

    public static async Task<SiloProcesses> Start(int count, int probeSeconds) =>
        await Start(await TestDatabase.Create(), count, probeSeconds);

    /// <param name="database">Dropped with the silos.</param>
    /// <param name="count">Silos to begin with, all started at once.</param>
    /// <param name="probeSeconds">Between two probes of a silo by another.</param>
    public static async Task<SiloProcesses> Start(TestDatabase database, int count, int probeSeconds)
    {
        var silos = new SiloProcesses(database, probeSeconds);
        try
        {
            await Task.WhenAll(silos.Command("migrate"), silos.Command("certs"));
            var key = silos.Command("operator-key");
            await silos.AddAll(Enumerable.Repeat("main", count));
            silos._operator = await key;
            silos.Key = await silos.MakeTenant("lender");
            return silos;
        }
        catch
        {
            await silos.DisposeAsync();
            throw;
        }
    }

    /// <summary>A silo for each, in that pool; all are started at once, and numbered in this order.</summary>
    public async Task AddAll(IEnumerable<string> pools)
    {
        var first = _silos.Count + 1;
        var starts = pools.Select((pool, i) => Launch(
            $"silo-{first + i}", null, [("RISK_POOL", pool), ("RISK_KEYFILE", KeyFile(pool))])).ToArray();
        await ((Task)Task.WhenAll(starts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _silos.AddRange(starts.Where(start => start.IsCompletedSuccessfully).Select(start => start.Result));
        await Task.WhenAll(starts);
    }

    /// <param name="settings">On top of those all silos share.</param>
    public Task<SiloProcess> Add(params (string Name, string Value)[] settings) => Add(patience: null, settings);

    /// <param name="patience">How long it may take to become ready; three minutes where null.</param>
    /// <param name="settings">On top of those all silos share.</param>
    public async Task<SiloProcess> Add(TimeSpan? patience, params (string Name, string Value)[] settings)
    {
        var silo = await Launch($"silo-{_silos.Count + 1}", patience, settings);
        _silos.Add(silo);
        return silo;
    }

    /// <summary>The steps of a move, one by one.</summary>
    public TenantMover Mover(string from) => new(new HostSettings
    {
        Database = _database.Administrator,
        KeyFile = KeyFile(from),
    });

    /// <summary>Waits until something is so: for two minutes, where no other limit is named.</summary>
    public async Task Until(Func<Task<bool>> holds, TimeSpan? limited = null)
    {
        using var limit = new CancellationTokenSource(limited ?? TimeSpan.FromMinutes(2));
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    public Task<string> Command(params string[] arguments) => SiloProcess.Command(_settings, arguments);

    /// <summary>A command of another build's program.</summary>
    public Task<string> CommandOf(string program, params string[] arguments) => SiloProcess.Command(
        new Dictionary<string, string>(_settings) { [SiloProcess.OtherProgram] = program }, arguments);

    /// <summary>One more tenant; returns a key of it.</summary>
    public async Task<string> MakeTenant(string name)
    {
        using var http = Operator();
        using var made = await http.PostAsJsonAsync(new Uri("/v1/tenants", UriKind.Relative), new { name });
        made.EnsureSuccessStatusCode();
        var tenant = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("tenant").GetString();
        return await MakeKey(http, tenant!, "ingest", "read");
    }

    /// <summary>One more key of the first tenant.</summary>
    public async Task<string> MakeKey(params string[] roles)
    {
        using var http = Operator();
        return await MakeKey(http, "ten_1", roles);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await ((IAsyncDisposable)_database).DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    private HttpClient Operator() => new()
    {
        BaseAddress = _silos[0].Http,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", _operator) },
    };

    private static async Task<string> MakeKey(HttpClient http, string tenant, params string[] roles)
    {
        using var key = await http.PostAsJsonAsync(
            new Uri($"/v1/tenants/{tenant}/keys", UriKind.Relative), new { label = "test", roles });
        key.EnsureSuccessStatusCode();
        return (await key.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
    }

    private Task<SiloProcess> Launch(string name, TimeSpan? patience, (string Name, string Value)[] settings)
    {
        var own = new Dictionary<string, string>(_settings);
        foreach (var (setting, value) in settings)
        {
            own[setting] = value;
        }

        return SiloProcess.Start(own, name, patience);
    }
}
