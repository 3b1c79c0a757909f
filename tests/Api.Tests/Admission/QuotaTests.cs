using System.Text.Json;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Admission;

public sealed class QuotaTests
{
    [Fact]
    public async Task Call_OverTheTenantsQuota_Gets429AndIsTakenWhenItsTurnHasCome()
    {
        var time = new ManualTime();
        await using var host = await Host(time);
        using var one = host.Client1();
        using var other = host.Client1(host.Tenants.Key(Roles.Ingest, tenant: 2));
        using var second = host.Client1(host.Tenants.Key(Roles.Ingest));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal((200, null), await Post(i % 2 == 0 ? one : second)); // the keys share it
        }

        Assert.Equal((429, "over_quota"), await Post(one));
        Assert.Equal((429, "over_quota"), await Post(second));
        Assert.Equal((429, "over_quota"), await Post(one, Wire.Ndjson));
        Assert.Equal((200, null), await Post(other));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal((200, null), await Post(one));
        Assert.Equal((429, "over_quota"), await Post(one));
        time.Advance(TimeSpan.FromMinutes(10)); // idle time is not saved up beyond a second's worth
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal((200, null), await Post(one));
        }

        Assert.Equal((429, "over_quota"), await Post(one));
    }

    [Fact]
    public async Task Call_OverItsKeysQuota_LeavesTheTenantsOtherKeysTheirs()
    {
        await using var host = await Host(new ManualTime());
        using var till = host.Client1(host.Tenants.Key(Roles.Ingest, linesPerSecond: 2));
        using var main = host.Client1();
        Assert.Equal((200, null), await Post(till));
        Assert.Equal((200, null), await Post(till));
        Assert.Equal((429, "over_quota"), await Post(till));
        Assert.Equal((200, null), await Post(main));
    }

    [Fact]
    public async Task History_OverItsQuota_LeavesLiveItsOwn()
    {
        await using var host = await Host(new ManualTime());
        using var client = host.Client1(host.Tenants.Key(Roles.Ingest | Roles.History));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((200, null), await Post(client, query: "?mode=history"));
        }

        Assert.Equal((429, "over_quota"), await Post(client, query: "?mode=history"));
        Assert.Equal((200, null), await Post(client));
    }

    [Fact]
    public async Task Stream_OverItsQuota_IsReadAsFastAsItMaySendAndLosesNothing()
    {
        var time = new ManualTime();
        await using var host = await Host(time);
        using var client = host.Client();
        await using var upload = await Duplex.Open(client);
        await upload.Say(Wire.Lines(35, accounts: 35));
        upload.Finish();

        for (var answered = 1; answered <= 35; answered++)
        {
            var hearing = upload.Hear();
            while (!hearing.IsCompleted)
            {
                await Task.WhenAny(hearing, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
                if (!hearing.IsCompleted && answered > 10 && host.Actors.Asked.Count < answered)
                {
                    time.Advance(TimeSpan.FromMilliseconds(100));
                }
            }

            Assert.Equal(answered, (await hearing)!.Value.Line());
        }

        // 10 at once, 25 at one each 100 ms: 2.5 s, and no less.
        Assert.True(time.GetUtcNow() - new ManualTime().GetUtcNow() >= TimeSpan.FromSeconds(2.5));
        Assert.Equal(35, (await upload.Hear())!.Value.GetProperty("scored").GetInt32());
    }

    private static async Task<ApiHost> Host(ManualTime time)
    {
        var host = await ApiHost.Start(time);
        host.Tenants.Put(1, new TenantSettings
        {
            Name = "one",
            Region = "my",
            LinesPerSecond = 10,
            HistoryLinesPerSecond = 3,
        });
        host.Actors.TenantActor = new LeasingTenant(host.Tenants, time, new TenantId(1));
        return host;
    }

    private static async Task<(int Status, string? Code)> Post(
        HttpClient client, string type = "application/json", string query = "")
    {
        using var response = await client.PostAsync(
            new Uri("/v1/transactions" + query, UriKind.Relative), Wire.Content(Wire.Line(), type));
        var text = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode)
        {
            return ((int)response.StatusCode, null);
        }

        Assert.True(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.True(problem.GetProperty("retry_after_ms").GetInt64() > 0);
        return ((int)response.StatusCode, problem.GetProperty("code").GetString());
    }
}
