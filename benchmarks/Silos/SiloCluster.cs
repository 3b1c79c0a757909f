using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Silos;

/// <summary>Silos as users run them: a process each, TLS between them over loopback, one database.</summary>
internal sealed class SiloCluster : IEdge, IAsyncDisposable
{
    private readonly SiloGround _ground;
    private readonly List<int> _ports = [];
    private readonly List<ServingProcess> _silos = [];

    private SiloCluster(SiloGround ground) => _ground = ground;

    public IReadOnlyList<Uri> Http2Urls => [.. _silos.Select(silo => silo.Http2Url)];

    public Uri Url => _silos[0].Url;

    public string Key { get; private set; } = "";

    public int? DatabaseServer { get; private init; }

    public TimeSpan Processor => new(Each.Sum(time => time.Ticks));

    /// <summary>Processor time of each silo.</summary>
    public IReadOnlyList<TimeSpan> Each => [.. _silos.Select(silo => silo.Processor)];

    /// <param name="program">Of the build that is measured.</param>
    /// <param name="database">Theirs alone.</param>
    /// <param name="silos">How many.</param>
    public static async Task<SiloCluster> Start(string program, BenchDatabase database, int silos)
    {
        var ground = await SiloGround.Prepare(program, database);
        var cluster = new SiloCluster(ground) { DatabaseServer = await Processors.ServerOf(database) };
        var operatorKey = await ground.OperatorKey();
        for (var i = 0; i < silos; i++)
        {
            await cluster.Add();
        }

        (_, cluster.Key) = await BenchTenant.Make(cluster.Url, operatorKey, "bench");
        return cluster;
    }

    /// <summary>One more silo joins.</summary>
    public Task Add()
    {
        _ports.Add(ServingProcess.FreePort());
        return StartSilo(_ports.Count - 1);
    }

    /// <summary>The same silos, entered by one of them alone.</summary>
    public IEdge Through(int silo) => new OneDoor(this, silo);

    /// <summary>Kills every silo and starts them anew: nothing is in memory after it.</summary>
    public async Task Restart()
    {
        await Kill();
        for (var i = 0; i < _ports.Count; i++)
        {
            await StartSilo(i);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _ground.Dispose();
    }

    private async Task StartSilo(int number) => _silos.Add(
        await ServingProcess.Start(_ground.Program, _ground.Settings($"silo-{number + 1}", _ports[number])));

    private async Task Kill()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        _silos.Clear();
    }

    private sealed class OneDoor(SiloCluster cluster, int silo) : IEdge
    {
        public IReadOnlyList<Uri> Http2Urls => [cluster.Http2Urls[silo]];

        public string Key => cluster.Key;

        public TimeSpan Processor => cluster.Processor;

        public int? DatabaseServer => cluster.DatabaseServer;
    }
}
