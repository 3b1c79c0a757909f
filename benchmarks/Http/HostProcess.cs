namespace OrleansRisk.Benchmarks.Http;

/// <summary>The standalone host as users run it: its own process, a tenant and a key made over HTTP.</summary>
internal sealed class HostProcess : IEdge, IAsyncDisposable
{
    private readonly ServingProcess _serving;
    private readonly string _folder;
    private readonly string _operatorKey;

    private HostProcess(ServingProcess serving, string folder, string operatorKey) =>
        (_serving, _folder, _operatorKey) = (serving, folder, operatorKey);

    public Uri Url => _serving.Url;

    public Uri Http2Url => _serving.Http2Url;

    public IReadOnlyList<Uri> Http2Urls => [_serving.Http2Url];

    public string Key { get; private init; } = "";

    public int? DatabaseServer { get; private init; }

    public long ResidentBytes => _serving.ResidentBytes;

    public TimeSpan Processor => _serving.Processor;

    public static async Task<HostProcess> Start(BenchDatabase database, params string[] settings)
    {
        var program = Programs.Beside("OrleansRisk.Standalone", "orleansrisk");
        var folder = Directory.CreateTempSubdirectory("risk-bench-").FullName;
        string[] common = ["--database", database.Administrator, "--keyfile", Path.Combine(folder, "kek")];
        var operatorKey = await BenchTenant.OperatorKey(program, common);
        var server = await Processors.ServerOf(database);
        var serving = await ServingProcess.Start(program, [.. common, .. settings]);
        var (_, key) = await BenchTenant.Make(serving.Url, operatorKey, $"bench-{serving.Id}");
        return new HostProcess(serving, folder, operatorKey) { Key = key, DatabaseServer = server };
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
        Directory.Delete(_folder, recursive: true);
    }
}
