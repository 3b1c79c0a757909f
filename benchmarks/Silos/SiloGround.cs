using System.Globalization;
using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Silos;

/// <summary>
/// What silos stand on: a migrated database, certificates, a vault key; made by the silo's own commands.
/// </summary>
internal sealed class SiloGround : IDisposable
{
    private readonly string _runner;
    private readonly string[] _common;

    private SiloGround(string program, string folder, BenchDatabase database)
    {
        (Program, _runner) = (program, folder);
        _common =
        [
            "--database", database.Administrator, "--keyfile", Path.Combine(folder, "kek"),
            "--secrets", Path.Combine(folder, "secrets"), "--cluster", "bench",
        ];
    }

    public string Program { get; }

    public static async Task<SiloGround> Prepare(string program, BenchDatabase database)
    {
        var ground = new SiloGround(program, Directory.CreateTempSubdirectory("risk-bench-").FullName, database);
        await ServingProcess.Output(program, ["certs", .. ground._common]);
        await ServingProcess.Output(program, ["migrate", .. ground._common]);
        return ground;
    }

    public Task<string> OperatorKey() => BenchTenant.OperatorKey(Program, _common);

    /// <summary>What a silo of this name goes by; a silo that comes back takes its port again.</summary>
    public string[] Settings(string name, int siloPort) =>
    [
        .. _common, "--siloname", name, "--siloport", siloPort.ToString(CultureInfo.InvariantCulture),
    ];

    public void Dispose() => Directory.Delete(_runner, recursive: true);
}
