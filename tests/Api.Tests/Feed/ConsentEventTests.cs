using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Accounts.Days;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Api.Tests.Webhooks;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Host.Running;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>Changes of consents among the events, over the host as it is and PostgreSQL.</summary>
public sealed class ConsentEventTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Given = "consent.given", Revoked = "consent.revoked", Expired = "consent.expired";

    [Fact]
    public async Task Consent_GivenUsedAndRevoked_IsToldInOrderAndOnceHoweverItIsRead()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "read");
        await EngineHost.Json(client, HttpMethod.Put, $"/v1/tenants/{tenant}", """{"revoked_data":"take_back"}""");
        var subscription = await client.Subscribe();
        var (_, start) = await client.All(subscription, "now");

        var consent = await Give(client, "C-1");
        await client.Send(Line("a", consent) + Line("b", consent));
        await EngineHost.Json(client, HttpMethod.Post, $"/v1/consents/{consent}/revoke");
        await EngineHost.Json(client, HttpMethod.Post, $"/v1/consents/{consent}/revoke");
        await client.Send(Line("c", null));
        var other = await Give(client, "C-2");

        var (told, end) = await Until(client, subscription, start, 7);
        Assert.Equal(
            [Given, "score.updated", "score.updated", Revoked, "score.restated", "score.updated", Given],
            told.Select(static each => each.Type));
        Assert.Equal([consent, consent, other], told.Where(IsOfConsent).Select(Consent));
        Assert.Equal(told.Count, told.DistinctBy(static each => each.Id).Count());
        var revoked = told[3].Data;
        Assert.Equal("credit_underwriting", revoked.GetProperty("purpose").GetString());
        Assert.StartsWith("cus_", revoked.GetProperty("customer").GetString(), StringComparison.Ordinal);
        Assert.True(revoked.TryGetProperty("revoked_at", out _) && !told[0].Data.TryGetProperty("revoked_at", out _));
        Assert.DoesNotContain("C-1", revoked.GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await client.All(subscription, end)).Items);
        for (var i = 0; i < told.Count; i++)
        {
            var (rest, _) = await client.All(subscription, told[i].Cursor, limit: 1 + (i % 2));
            Assert.Equal(told.Skip(i + 1).Select(static each => each.Id), rest.Select(static each => each.Id));
        }

        var (streamed, count) = (new List<string>(), 0);
        await foreach (var each in client.Stream(subscription, start))
        {
            streamed.Add(each.Id);
            if (++count == told.Count)
            {
                break;
            }
        }

        Assert.Equal(told.Select(static each => each.Id), streamed);
    }

    /// <summary>The process that wrote the change ended with its commit: nobody was given notice of it.</summary>
    [Fact]
    public async Task Change_WhoseWriterFellBehindTheCommit_IsToldOnce()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "read");
        var subscription = await client.Subscribe();
        var (_, start) = await client.All(subscription, "now");
        var consent = await Give(client, "C-1");
        await client.Send(Line("a", consent));
        var (before, after) = await Until(client, subscription, start, 2);
        await using var stream = client.Stream(subscription, after).GetAsyncEnumerator();
        var next = stream.MoveNextAsync().AsTask();

        await RevokeInTheDatabaseAlone(tenant, consent);

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal((Revoked, consent), (stream.Current.Type, Consent(stream.Current)));
        var (told, _) = await Until(client, subscription, start, 3);
        Assert.Equal(
            [.. before.Select(static each => each.Id), stream.Current.Id], told.Select(static each => each.Id));
    }

    /// <summary>A build that tells no consents leaves their number out of a cursor: nothing is lost, nor told twice by
    /// another id.</summary>
    [Fact]
    public async Task Cursor_OfABuildThatTellsNoConsents_IsToldThemAllUnderTheirIds()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "read");
        var subscription = await client.Subscribe();
        var (_, start) = await client.All(subscription, "now");
        await Give(client, "C-1");
        await client.Send(Line("a", null));
        var (told, end) = await Until(client, subscription, start, 2);
        Assert.True(Ids.TryParseTenant(tenant, out var number));
        var pseudonyms = await host.Services.GetRequiredService<IKeyRing>().Pseudonyms(new TenantId(number), default);
        var cursor = FeedCursor.Read(end, pseudonyms, out _)!;

        var older = (cursor with { Consents = null }).Write(pseudonyms, TimeProvider.System.GetUtcNow());
        var (again, now) = await client.All(subscription, older);

        Assert.Equal([told.Single(IsOfConsent).Id], again.Select(static each => each.Id));
        Assert.Empty((await client.All(subscription, now)).Items);
    }

    [Fact]
    public async Task Consent_ThatHasEnded_IsToldByTheSweepOnce()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "read");
        var subscription = await client.Subscribe("""{"filter":{"events":["consent.expired"]}}""");
        var (_, start) = await client.All(subscription, "now");
        var (over, revoked, live) = (await Give(client, "C-1"), await Give(client, "C-2"), await Give(client, "C-3"));
        await EngineHost.Json(client, HttpMethod.Post, $"/v1/consents/{revoked}/revoke");
        await host.Database.Execute(
            $"update risk.consents set begins_at = 1, ends_at = 2 where id in ({Bytes(over)}, {Bytes(revoked)})");
        Assert.NotEqual(over, live);

        await Sweep(tenant);
        await Sweep(tenant);

        var told = Assert.Single((await Until(client, subscription, start, 1)).Items);
        Assert.Equal((Expired, over), (told.Type, Consent(told)));
        var changes = await EngineHost.Json(client, HttpMethod.Get, $"/v1/tenants/{tenant}/changes");
        Assert.Equal(
            ("consent_expired", "consent_revoked"),
            (changes.GetProperty("items")[0].GetProperty("kind").GetString(),
                changes.GetProperty("items")[1].GetProperty("kind").GetString()));
    }

    [Theory]
    [InlineData("""{}""", 2)]
    [InlineData("""{"events":["consent.given"]}""", 2)]
    [InlineData("""{"customers":["C-2"]}""", 1)]
    [InlineData("""{"events":["score.updated"]}""", 0)]
    [InlineData("""{"segments":["retail"]}""", 0)]
    [InlineData("""{"outcomes":["approve"]}""", 0)]
    [InlineData("""{"anomaly":{"min":0}}""", 0)]
    public async Task Consents_AskedForByAFilter_AreThoseOfTheCustomers(string filter, int expected)
    {
        var (_, client) = await host.Tenant("admin", "read");
        var subscription = await client.Subscribe($$"""{"filter":{{filter}}}""");
        var (_, start) = await client.All(subscription, "now");
        await Give(client, "C-1");
        await Give(client, "C-2");

        Assert.Equal(expected, (await Until(client, subscription, start, expected)).Items.Count);
    }

    /// <summary>Refused at first: what waits is a pointer, and the event is read anew.</summary>
    [Fact]
    public async Task Webhook_ThatRefusesAConsentAtFirst_IsToldTheSameAgain()
    {
        var (_, client) = await host.Tenant("admin", "ingest");
        await using var receiver = await HookReceiver.Start();
        var refuses = true;
        receiver.Script = (_, context) =>
        {
            context.Response.StatusCode = refuses ? StatusCodes.Status500InternalServerError : 200;
            return Task.FromResult(!refuses);
        };
        await client.Hook(receiver.Url, "{}");
        await using var carrier = new Carrier(host.Services, new ManualTime(TimeProvider.System.GetUtcNow()));

        var consent = await Give(client, "C-1");
        await carrier.Until(() => receiver.Came.Count > 0, "it was refused");
        refuses = false;
        await EngineHost.Json(client, HttpMethod.Post, $"/v1/consents/{consent}/revoke");
        await carrier.Until(() => receiver.Taken.Count == 2, "both are taken");

        Assert.Equal([Given, Revoked], receiver.Taken.Select(each => TypeOf(each.Body)));
        Assert.All(receiver.Came.GroupBy(static each => each.Id), static same =>
            Assert.Single(same.Select(static each => each.Body).Distinct()));
    }

    private async Task Sweep(string tenant)
    {
        Assert.True(Ids.TryParseTenant(tenant, out var number));
        var engine = host.Services.GetRequiredService<NodeEngine>();
        var sources = new DaySweepSources(
            engine.Stores.Tenants, engine.Stores.Days, engine.Stores.Feed, host.Services.GetRequiredService<IActors>(),
            each => each.Value == number)
        {
            Consents = engine.Stores.Consents,
        };
        var log = Microsoft.Extensions.Logging.Abstractions.NullLogger<DaySweep>.Instance;
        await new DaySweep(sources, "test", new DaySweepOptions(), TimeProvider.System, log).Step(default);
    }

    private async Task RevokeInTheDatabaseAlone(string tenant, string consent)
    {
        Assert.True(Ids.TryParseTenant(tenant, out var number));
        var stores = host.Services.GetRequiredService<NodeEngine>().Stores;
        var (of, id) = (new TenantId(number), Key(consent));
        var last = (await stores.TenantChanges.Before(of, long.MaxValue, 1, default)).Single();
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var behind = new FeedPosition(0, []).UpTo(await stores.Feed.Heads(0, [], default));
        var change = new TenantChange(
            of, last.Sequence + 1, TenantChangeKind.ConsentRevoked, id.ToString(), 0, "test", at, new byte[32],
            last.Hash());
        Assert.True(await stores.TenantWrites.Commit(
            change,
            [
                new TenantEffect.ConsentRevoked(of, id.Value, at),
                new TenantEffect.ConsentTold(of, id.Value, ConsentEventKind.Revoked, at, behind),
            ],
            default));
    }

    /// <summary>So many events, or more, as soon as they are there; a change shows within seconds.</summary>
    private static async Task<(List<Told> Items, string After)> Until(
        HttpClient client, string subscription, string start, int count)
    {
        for (var tries = 0; ; tries++)
        {
            var (items, after) = await client.All(subscription, start);
            if (items.Count >= count || tries == 300)
            {
                return (items, after);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static async Task<string> Give(HttpClient client, string subject) => (await EngineHost.Json(
        client, HttpMethod.Post, "/v1/consents",
        $$"""{"subject":"{{subject}}","to":"2099-01-01T00:00:00Z","purpose":"credit_underwriting"}""", 201))
        .GetProperty("consent").GetString()!;

    private static AccountKey Key(string consent)
    {
        Assert.True(AccountKey.TryParse(consent.AsSpan(4), out var id));
        return id;
    }

    private static string Bytes(string consent) => $@"'\x{Convert.ToHexString(Key(consent).ToBytes())}'";

    private static bool IsOfConsent(Told told) => told.Type.StartsWith("consent.", StringComparison.Ordinal);

    private static string Consent(Told told) => told.Data.GetProperty("consent").GetString()!;

    private static string? TypeOf(string body) => JsonDocument.Parse(body).RootElement.GetProperty("type").GetString();

    private static string Line(string id, string? consent)
    {
        var at = TimeProvider.System.GetUtcNow().AddHours(-1)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var line = Wire.Line(id, "A-1", at: at).TrimEnd();
        return (consent is null ? line : $"{line[..^1]},\"consent\":\"{consent}\"}}") + "\n";
    }
}
