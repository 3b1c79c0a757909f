using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Cluster.Silos;

/// <summary>Silos as users run them: a process each, TLS between them over loopback, one database.</summary>
internal sealed class SiloCluster : IEdge, IAsyncDisposable
{
    private readonly SiloGround _ground;
    private readonly int[] _ports;
    private List<ServingProcess> _silos = [];

    private SiloCluster(SiloGround ground, int silos) =>
        (_ground, _ports) = (ground, [.. Enumerable.Range(0, silos).Select(_ => ServingProcess.FreePort())]);

    public IReadOnlyList<Uri> Http2Urls => [.. _silos.Select(silo => silo.Http2Url)];

    public Uri Url => _silos[0].Url;

    public string Key { get; private set; } = "";

    public int? DatabaseServer { get; private init; }

    public TimeSpan Processor => new(Each.Sum(time => time.Ticks));

    /// <summary>Processor time of each silo.</summary>
    public IReadOnlyList<TimeSpan> Each => [.. _silos.Select(silo => silo.Processor)];

    public static async Task<SiloCluster> Start(BenchDatabase database, int silos)
    {
        var ground = await SiloGround.Prepare(database);
        var cluster = new SiloCluster(ground, silos) { DatabaseServer = await Processors.ServerOf(database) };
        var operatorKey = await ground.OperatorKey();
        await cluster.StartSilos();
        (_, cluster.Key) = await BenchTenant.Make(cluster.Url, operatorKey, "bench");
        return cluster;
    }

    /// <summary>Kills every silo and starts them anew: nothing is in memory after it.</summary>
    public async Task Restart()
    {
        await Kill();
        await StartSilos();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _ground.Dispose();
    }

    private async Task StartSilos()
    {
        for (var i = 0; i < _ports.Length; i++)
        {
            _silos.Add(await ServingProcess.Start(SiloGround.Program, _ground.Settings($"silo-{i + 1}", _ports[i])));
        }
    }

    private async Task Kill()
    {
        var silos = _silos;
        _silos = [];
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }
}
