using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// A tenant moves between pools whose silos have different vault keys, while its lender goes on sending.
/// </summary>
public sealed class MoveTests(MoveTests.Pools pools, ITestOutputHelper output) : IClassFixture<MoveTests.Pools>
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private const int Accounts = 24;
    private const int Each = 60;
    private const int All = Accounts * Each;

    [Fact]
    public async Task Tenant_MovedUnderLoadAndBack_LosesNoDecisionAndLeavesNobodyBehind()
    {
        var silos = pools.Silos;
        var before = await Recorded(silos);
        using var load = new AcknowledgedLoad(silos.Key, () => [.. silos.Silos.Select(silo => silo.Http)]);
        var running = load.Run(Accounts, Each);

        await load.Reach(running, All / 4);
        output.WriteLine(await silos.Move("main", "beta"));
        await load.Reach(running, All / 2);
        await silos.Until(async () => await Ask(silos, silos.Silos[0]) == HttpStatusCode.MisdirectedRequest);
        await silos.Until(async () => await Ask(silos, silos.Silos[2]) == HttpStatusCode.NotFound);
        output.WriteLine(await silos.Move("beta", "main"));
        await running;

        output.WriteLine($"resent {load.Resent} of {All}");
        Assert.Equal((0, 0), await load.SendAgain());
        Assert.Equal(before + All, await Recorded(silos));
        await silos.Until(async () => await Ask(silos, silos.Silos[3]) == HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public async Task Move_WhoseMoverDiesAfterAnyStep_EndsInOneOfTheTwoPools()
    {
        var silos = pools.Silos;
        using var load = new AcknowledgedLoad(
            silos.Key, () => [.. silos.Silos.Select(silo => silo.Http)], accounts: "orphan");
        await load.Run(accounts: 4, each: 3);
        var (home, each) = ("main", 3);
        foreach (var steps in new[] { 0, 1, 2, 3, 2 })
        {
            var other = home == "main" ? "beta" : "main";
            var ends = await Begin(silos, home, other, steps);
            await silos.Until(async () => await silos.Database.Ask<string>(
                "select pool from cluster.tenant_pools where moving_to is null") == ends);
            Assert.Equal((0, 0), await load.SendAgain().WaitAsync(TimeSpan.FromMinutes(1)));
            await load.Run(accounts: 4, each: ++each).WaitAsync(TimeSpan.FromMinutes(1));
            home = ends;
            output.WriteLine($"mover gone after step {steps}: at home in {home}");
        }

        // What is left of moves is nothing that another one trips over.
        Assert.Contains("at home in beta", await silos.Move("main", "beta"), StringComparison.Ordinal);
        Assert.Contains("at home in main", await silos.Move("beta", "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_WithASiloKilledBetweenLettingGoAndArrival_ArrivesWithNothingLost()
    {
        await using var silos = await SiloProcesses.Start(2, probeSeconds: 5);
        await silos.AddIn("beta");
        var (gone, slow) = (silos.Silos[0], silos.Silos[1]);
        using var load = new AcknowledgedLoad(
            silos.Key, () => [.. silos.Silos.Where(silo => silo != gone).Select(silo => silo.Http)]);
        await load.Run(accounts: 8, each: 3);

        slow.Freeze(); // the tenant cannot arrive before this one has let go, too
        await Begin(silos, "main", "beta", steps: 2);
        await silos.Until(async () => await silos.Database.Ask<long>(
            $"select count(*) from cluster.departures where port = {gone.SiloPort.ToString(Invariant)}") == 1);
        await gone.Kill();
        Assert.Equal("main", await silos.Database.Ask<string>("select pool from cluster.tenant_pools"));
        slow.Thaw();

        await silos.Until(async () => await silos.Database.Ask<string>(
            "select pool from cluster.tenant_pools where moving_to is null") == "beta");
        Assert.Equal((0, 0), await load.SendAgain().WaitAsync(TimeSpan.FromMinutes(1)));
        await load.Run(accounts: 8, each: 5).WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>
    /// Takes so many steps of a move (hand the keys, leave, call back) and is gone; where the tenant must end.
    /// </summary>
    private static async Task<string> Begin(SiloProcesses silos, string home, string other, int steps)
    {
        await using var mover = silos.Mover(home);
        if (steps > 0)
        {
            await mover.HandKeys(new(1), other, silos.KeyFile(other), default);
        }

        if (steps > 1)
        {
            await mover.Begin(new(1), other, default);
        }

        var back = steps > 2 && await mover.Cancel(new(1), default);
        return steps < 2 || back ? home : other;
    }

    private static Task<long> Recorded(SiloProcesses silos) => silos.Database.Ask<long>(
        "select coalesce(sum(last_sequence - first_sequence + 1), 0)::bigint from risk.journal where kind = 1");

    private static async Task<HttpStatusCode> Ask(SiloProcesses silos, SiloProcess silo)
    {
        using var http = Client(silos, silo);
        using var answer = await http.GetAsync(new Uri("/v1/decisions/none", UriKind.Relative));
        return answer.StatusCode;
    }

    private static HttpClient Client(SiloProcesses silos, SiloProcess silo) => new()
    {
        BaseAddress = silo.Http,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", silos.Key) },
    };

    /// <summary>Two silos in each of two pools; whoever uses them leaves the tenant in the first.</summary>
    public sealed class Pools : IAsyncLifetime
    {
        internal SiloProcesses Silos { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Silos = await SiloProcesses.Start(2, probeSeconds: 5);
            await Silos.AddAll(["beta", "beta"]);
        }

        public async Task DisposeAsync() => await Silos.DisposeAsync();
    }
}
