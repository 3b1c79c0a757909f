using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// A tenant moves between pools whose silos have different vault keys, while its lender goes on sending.
/// </summary>
public sealed class MoveTests(ITestOutputHelper output)
{
    private const int Accounts = 24;
    private const int Each = 60;
    private const int All = Accounts * Each;

    [Fact]
    public async Task Tenant_MovedUnderLoadAndBack_LosesNoDecisionAndLeavesNobodyBehind()
    {
        await using var silos = await SiloProcesses.Start(2, probeSeconds: 5);
        await silos.AddIn("beta");
        await silos.AddIn("beta");
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
        Assert.Equal(All, await silos.Database.Ask<long>(
            "select sum(last_sequence - first_sequence + 1)::bigint from risk.journal where kind = 1"));
        await silos.Until(async () => await Ask(silos, silos.Silos[3]) == HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public async Task Silo_OutsideThePool_SaysTheWayBeforeTheBodyAndCannotUnseal()
    {
        await using var silos = await SiloProcesses.Start(1, probeSeconds: 5);
        var beta = await silos.AddIn("beta");
        using var http = Client(silos, beta);
        using var body = new NeverEndingContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(beta.Http2, "/v1/transactions"))
        {
            Content = body,
            Version = HttpVersion.Version20, // over 1.1 the client itself reads no answer before its upload ends
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await http.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("moved", problem.GetProperty("code").GetString());
        Assert.StartsWith("http://127.0.0.1:", problem.GetProperty("address").GetString(), StringComparison.Ordinal);

        // One that claims to be of the pool and has not its key never becomes ready.
        var unready = await Assert.ThrowsAsync<TimeoutException>(() =>
            silos.Add(TimeSpan.FromSeconds(6), ("RISK_KEYFILE", silos.KeyFile("beta"))));
        Assert.EndsWith("""{"status":"not_ready","missing":"keys"}""", unready.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_AskedWithAKeyOfAnotherRegion_SaysTheWayBeforeTheBody()
    {
        await using var silos = await SiloProcesses.Start(1, probeSeconds: 5);
        var silo = await silos.Add(("RISK_REGIONS", "sg=https://sg.example,in=https://in.example"));
        foreach (var (region, status) in new[]
                 {
                     ("sg", HttpStatusCode.MisdirectedRequest), ("in", HttpStatusCode.MisdirectedRequest),
                     ("eu", HttpStatusCode.Unauthorized),
                 })
        {
            using var http = Client(silos, silo);
            http.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", Engine.Tenants.ApiKeySecret.New(region).Text());
            using var body = new NeverEndingContent();
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(silo.Http2, "/v1/transactions"))
            {
                Content = body,
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var answer = await http.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(status, answer.StatusCode);
            if (status == HttpStatusCode.MisdirectedRequest)
            {
                var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                Assert.Equal($"https://{region}.example", problem.GetProperty("address").GetString());
            }
        }
    }

    [Fact]
    public async Task Move_WhoseMoverDiesAfterAnyStep_EndsInOneOfTheTwoPools()
    {
        await using var silos = await SiloProcesses.Start(1, probeSeconds: 5);
        await silos.AddIn("beta");
        using var load = new AcknowledgedLoad(silos.Key, () => [.. silos.Silos.Select(silo => silo.Http)]);
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

    /// <summary>An upload that never says that it is over.</summary>
    private sealed class NeverEndingContent : HttpContent
    {
        private readonly TaskCompletionSource _never = new();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{\"id\":"u8.ToArray());
            await stream.FlushAsync();
            await _never.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            _never.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
