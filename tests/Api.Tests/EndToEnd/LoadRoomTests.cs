using System.Net;
using System.Text;
using System.Text.Json;
using OrleansRisk.Api.Loads;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Loads take no more room, and no more time, of others than is theirs.</summary>
public sealed class LoadRoomTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string File = "Date,Description,Debit,Credit,Balance\n13/11/2026,KOPITIAM,3.10,,100.00\n";

    [Fact]
    public async Task Load_BeyondWhatATenantHolds_IsRefusedAndNamesTheOldest()
    {
        var (tenant, client) = await host.Tenant("history", "read");
        var first = await client.Load("?account=R-1&currency=EUR", File);
        await host.Database.Execute(
            "insert into risk.loads (tenant, id, created_at, expires_at, state, content) select tenant, "
            + "decode(lpad(to_hex(n), 32, '0'), 'hex'), created_at + n, expires_at, 1, content from risk.loads, "
            + $"generate_series(1, 63) n where tenant = {tenant[4..]}");
        var refused = await client.Load("?account=R-1&currency=EUR", 409, ("a.csv", Encoding.UTF8.GetBytes(File)));
        Assert.Equal("too_many_loads", refused.GetProperty("code").GetString());
        Assert.StartsWith($"64 loads of 0 MB: {first.Id()}, load_", refused.GetProperty("cause").GetString(),
            StringComparison.Ordinal);

        await client.Commit(first);
        await client.Load("?account=R-1&currency=EUR", File);
    }

    /// <summary>Bodies that do not come in: others of the same process load meanwhile.</summary>
    [Fact]
    public async Task Load_WhileOthersSendSlowly_IsReadAtOnce()
    {
        var gates = new List<TaskCompletionSource>();
        var slow = new List<Task<HttpResponseMessage>>();
        for (var i = 0; i < 4; i++)
        {
            var (_, other) = await host.Tenant("history", "read");
            var gate = new TaskCompletionSource();
            gates.Add(gate);
            slow.Add(other.PostAsync("/v1/loads?account=R-2&currency=EUR", new Slowly(gate.Task)));
        }

        var (_, client) = await host.Tenant("history", "read");
        Assert.Equal(1, (await client.Load("?account=R-3&currency=EUR", File)).Counts()[1]);
        gates.ForEach(static gate => gate.SetResult());
        foreach (var upload in slow)
        {
            using var response = await upload;
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }

    [Fact]
    public void Upload_SlowerThanTheLeast_IsOver()
    {
        var time = new ManualTime();
        var all = new ArrivingBytes(100_000);
        using (var pace = new UploadPace(time, all, default))
        {
            for (var second = 0; second < 14; second++)
            {
                Assert.Equal(second > 11, pace.IsTooSlow); // ten, and two for what has arrived
                Assert.True(pace.Arrived(second < 8 ? 4_096 : 1));
                time.Advance(TimeSpan.FromSeconds(1));
            }

            Assert.True(pace.IsTooSlow && pace.Token.IsCancellationRequested);
            Assert.False(pace.Arrived(90_000));
        }

        Assert.True(all.TryHold(100_000));
    }

    [Fact]
    public async Task Load_OfAFormWithoutItsBoundary_IsRefused()
    {
        var (_, client) = await host.Tenant("history");
        foreach (var type in new[] { "multipart/form-data", "multipart/form-data; boundary=" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(File));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await client.PostAsync("/v1/loads?account=R-1&currency=EUR", content);
            var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal("request_invalid", answer.GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task Load_RefusedRowOfAnAccount_IsCountedWithIt()
    {
        const string row = """{"id":"r-1","account":"R-4","date":"2026-11-03","amount":"1.00","currency":"MYR",""";
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("", row + "\"direction\":\"debit\"}\n" + row + "\"direction\":\"sideways\"}\n");
        var account = Assert.Single(await client.AccountsOf(load));
        Assert.Equal((2, 1), (account.GetProperty("rows").GetProperty("read").GetInt32(),
            account.GetProperty("rows").GetProperty("refused").GetInt32()));
        Assert.All(await client.Rows(load), static each =>
            Assert.Equal("R-4", each.GetProperty("account").GetString()));
        await client.Commit(load);
    }

    private sealed class Slowly(Task gate) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(File[..20]));
            await stream.FlushAsync();
            await gate;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(File[20..]));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
