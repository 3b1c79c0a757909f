namespace OrleansRisk.Benchmarks.Http;

/// <summary>The host alone as users run it: its own process, a tenant and a key made over HTTP.</summary>
internal sealed class HostProcess : IEdge, IAsyncDisposable
{
    private readonly string _program;
    private readonly string _runner;
    private readonly string[] _common;
    private ServingProcess _serving = null!;
    private string _operatorKey = "";

    private HostProcess(string program, BenchDatabase database)
    {
        (_program, _runner) = (program, Directory.CreateTempSubdirectory("risk-bench-").FullName);
        _common = ["--database", database.Administrator, "--keyfile", Path.Combine(_runner, "kek")];
    }

    public Uri Url => _serving.Url;

    public Uri Http2Url => _serving.Http2Url;

    public IReadOnlyList<Uri> Http2Urls => [_serving.Http2Url];

    public string Key { get; private set; } = "";

    public int? DatabaseServer { get; private init; }

    /// <summary>From the start of its process until it was ready.</summary>
    public TimeSpan ReadyAfter => _serving.ReadyAfter;

    public long ResidentBytes => _serving.ResidentBytes;

    public TimeSpan Processor => _serving.Processor;

    public static Task<HostProcess> Start(BenchDatabase database, params string[] settings) =>
        Start(Programs.Host, database, settings);

    /// <summary>A host of that build, which migrates the database by itself.</summary>
    public static async Task<HostProcess> Start(string program, BenchDatabase database, params string[] settings)
    {
        var host = new HostProcess(program, database) { DatabaseServer = await Processors.ServerOf(database) };
        await ServingProcess.Output(program, ["migrate", .. host._common]);
        host._operatorKey = await BenchTenant.OperatorKey(program, host._common);
        host._serving = await ServingProcess.Start(program, [.. host._common, .. settings]);
        (_, host.Key) = await BenchTenant.Make(host.Url, host._operatorKey, $"bench-{host._serving.Id}");
        return host;
    }

    /// <summary>Kills it and starts it anew: nothing is in memory after it.</summary>
    public async Task Restart(params string[] settings)
    {
        await _serving.DisposeAsync();
        _serving = await ServingProcess.Start(_program, [.. _common, .. settings]);
    }

    /// <summary>The same host as another tenant sees it.</summary>
    public async Task<IEdge> Tenant(string name, int linesPerSecond)
    {
        var (_, key) = await BenchTenant.Make(Url, _operatorKey, $"{name}-{_serving.Id}", linesPerSecond);
        return new OtherTenant(this, key);
    }

    private sealed class OtherTenant(HostProcess host, string key) : IEdge
    {
        public IReadOnlyList<Uri> Http2Urls => host.Http2Urls;

        public string Key => key;

        public TimeSpan Processor => host.Processor;

        public int? DatabaseServer => host.DatabaseServer;
    }

    public async ValueTask DisposeAsync()
    {
        await _serving.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }
}
