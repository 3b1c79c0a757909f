using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>What a silo says to those it does not serve.</summary>
public sealed class StreamAuthorizationTests(StreamAuthorizationTests.Pools pools)
    : IClassFixture<StreamAuthorizationTests.Pools>
{
    [Fact]
    public async Task Silo_OutsideThePool_SaysTheWayBeforeTheBodyAndCannotUnseal()
    {
        var (silos, beta) = (pools.Silos, pools.Silos.Silos[1]);
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
        var (silos, silo) = (pools.Silos, pools.Silos.Silos[1]);
        foreach (var (region, status) in new[]
                 {
                     ("sg", HttpStatusCode.MisdirectedRequest), ("in", HttpStatusCode.MisdirectedRequest),
                     ("eu", HttpStatusCode.Unauthorized),
                 })
        {
            using var http = Client(silos, silo);
            http.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", OrleansRisk.Tenants.Stores.ApiKeySecret.New(region).Text());
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
    public void Silo_Listens_ForSilosAndCallersAndNobodyElse()
    {
        foreach (var silo in pools.Silos.Silos)
        {
            Assert.Equal(
                new[] { silo.SiloPort, silo.Http.Port, silo.Http2.Port }.Order(), ListeningPorts.Of(silo.Id).Order());
        }
    }

    [Fact]
    public async Task Silos_AsTheyAreListed_OpenNoDoorToClientsOfOrleans()
    {
        Assert.Equal(2, await pools.Silos.Database.Ask<long>(
            $"select count(*) from cluster.silos where status = {(int)Orleans.Runtime.SiloStatus.Active}"));
        Assert.Equal(0, await pools.Silos.Database.Ask<int>("select max(gateway_port) from cluster.silos"));
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

    /// <summary>The tenant's pool, and a silo outside it that knows two other regions.</summary>
    public sealed class Pools : IAsyncLifetime
    {
        internal SiloProcesses Silos { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Silos = await SiloProcesses.Start(1, probeSeconds: 5);
            await Silos.AddIn("beta", ("RISK_REGIONS", "sg=https://sg.example,in=https://in.example"));
        }

        public async Task DisposeAsync() => await Silos.DisposeAsync();
    }
}
