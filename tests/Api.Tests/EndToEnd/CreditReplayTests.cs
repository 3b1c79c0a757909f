using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Credit;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Kept credit assessments, judged again from the journal, over the host as it is and PostgreSQL.</summary>
public sealed class CreditReplayTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Path = "/v1/credit-assessments";

    [Fact]
    public async Task Replay_OfAccountsThatMovedOn_IsEqualToTheBit()
    {
        var (client, tenant) = await host.Lender("A-1", "A-2");
        var ranked = await Assess(client, Loans.Of("A-1"));
        await host.PutUp(tenant);
        var calibrated = await Assess(client, Both());
        var past = await Assess(client, Both().Replace(
            "\"months\":12", $"\"months\":12,\"as_of\":\"{Loans.Today.AddDays(-40):yyyy-MM-dd}\"",
            StringComparison.Ordinal));
        await MoveOn(client, tenant);

        foreach (var made in (JsonElement[])[ranked, calibrated, past])
        {
            var replay = await Replay(client, Text(made, "assessment")!);
            Assert.Equal((null, true, "exact"), (
                Text(replay, "first_difference"), replay.GetProperty("equal").GetBoolean(), Text(replay, "compared")));
            Assert.Equal(made.GetRawText(), replay.GetProperty("recorded").GetRawText());
            Assert.Equal(made.GetRawText(), replay.GetProperty("recomputed").GetRawText());
        }

        var now = await Assess(client, Both());
        Assert.NotEqual(calibrated.GetProperty("score").GetRawText(), now.GetProperty("score").GetRawText());
        Assert.True(Sequence(now) > Sequence(calibrated));
    }

    [Fact]
    public async Task Replay_OfAChangedFigure_NamesTheFirstThatDiffers()
    {
        var (client, tenant) = await host.Lender("A-1");
        await host.PutUp(tenant);
        var made = await Assess(client, Loans.Of("A-1"));
        var archive = host.Services.GetRequiredService<AssessmentArchive>();
        var kept = (await archive.Find(Number(tenant), Text(made, "assessment")!, CancellationToken.None))!;
        var (english, figures) = (kept.English, kept.Figures![0]);
        var account = english.Accounts[0];
        var reason = figures.Reasons[0];

        var changed = new Dictionary<string, KeptAssessment>
        {
            ["accounts.0.state_hash"] = kept with
            {
                English = english with { Score = 1, Accounts = [account with { StateHash = new string('0', 16) }] },
            },
            ["accounts.0.pd"] = kept with
            {
                English = english with { Accounts = [account with { Pd = Math.BitIncrement(account.Pd!.Value) }] },
            },
            ["figures.0.log_odds"] = kept with
            {
                Figures = [figures with { LogOdds = Math.BitDecrement(figures.LogOdds) }],
            },
            ["figures.0.income"] = kept with { Figures = [figures with { Income = figures.Income + 0.25 }] },
            ["figures.0.reasons.0.points"] = kept with
            {
                Figures = [figures with { Reasons = [reason with { Points = 0 }, .. figures.Reasons.Skip(1)] }],
            },
            ["score"] = kept with { English = english with { Score = english.Score + 1 } },
            ["reasons"] = kept with { English = english with { Reasons = [] } },
            ["affordability.debt_service_monthly"] = kept with
            {
                English = english with
                {
                    Affordability = english.Affordability with { DebtServiceMonthly = "0.01" },
                },
            },
            ["ms.score"] = kept with { Malay = kept.Malay with { Score = english.Score + 1 } },
        };
        foreach (var (name, each) in changed)
        {
            var id = AssessmentArchive.NewId();
            await archive.Keep(Number(tenant), id, 1, each);
            var replay = await Replay(client, Ids.Assessment(id.ToString()));
            Assert.Equal((false, name), (
                replay.GetProperty("equal").GetBoolean(), Text(replay, "first_difference")));
        }
    }

    [Fact]
    public async Task Replay_OfOneKeptWithoutItsFigures_ComparesWhatItShows()
    {
        var (client, tenant) = await host.Lender("A-1");
        var made = await Assess(client, Loans.Of("A-1"));

        var same = await Replay(client, await KeepAsBefore(tenant, made, static _ => { }));
        var other = await Replay(client, await KeepAsBefore(tenant, made, static english => english["score"] = 1));

        Assert.Equal(("as_shown", null), (Text(same, "compared"), Text(same, "first_difference")));
        Assert.Equal(("as_shown", "score"), (Text(other, "compared"), Text(other, "first_difference")));
    }

    /// <summary>It leaves the place unread that it does not know.</summary>
    [Fact]
    public async Task Replay_BySilosOfAnOlderBuild_IsBelievedOnlyWhereTheySawTheSame()
    {
        var (client, tenant) = await host.Lender("A-1", "A-2");
        var made = Text(await Assess(client, Both()), "assessment")!;
        var actors = host.Services.GetRequiredService<IActors>();
        var older = new ScriptedActors
        {
            OnCredit = (caller, key, query) =>
                actors.Account(caller.Tenant, key).AssessCredit(caller, query with { Again = null }),
        };

        var (status, body) = await ReplayBy(older, tenant, made);
        Assert.Equal((200, true), (status, body.GetProperty("equal").GetBoolean()));
        await MoveOn(client, tenant);
        (status, body) = await ReplayBy(older, tenant, made);
        Assert.Equal((503, "journal_unavailable"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task Replay_OfWhatIsBeyondTheJournal_IsRefusedByNameAndShownStill()
    {
        var (client, tenant) = await host.Lender("A-1");
        var made = await Assess(client, Loans.Of("A-1"));
        await host.Database.Execute($"delete from risk.journal where tenant = {Number(tenant).Value}");

        var refused = await EngineHost.Json(
            client, HttpMethod.Post, $"{Path}/{Text(made, "assessment")}/replay", status: 410);
        Assert.Equal("assessment_expired", Text(refused, "code"));
        var shown = await EngineHost.Json(client, HttpMethod.Get, $"{Path}/{Text(made, "assessment")}");
        Assert.Equal(made.GetRawText(), shown.GetRawText());
        refused = await EngineHost.Json(client, HttpMethod.Post, $"{Path}/cra_x/replay", status: 404);
        Assert.Equal("not_found", Text(refused, "code"));
    }

    [Fact]
    public async Task Assessment_OfAnAccountThatIsErased_IsNeitherShownNorReplayed()
    {
        var (client, tenant) = await host.Lender("A-1");
        var made = await Assess(client, Loans.Of("A-1"));
        var archive = host.Services.GetRequiredService<AssessmentArchive>();
        var kept = (await archive.Find(Number(tenant), Text(made, "assessment")!, CancellationToken.None))!;
        var (erased, id) = (AssessmentArchive.NewId(), AssessmentArchive.NewId());
        await host.Database.Execute($"insert into risk.subject_keys values ({Number(tenant).Value}, "
            + $"'\\x{Convert.ToHexString(erased.ToBytes())}', 1, 1, 202603, 1, '\\x00', true)");
        await archive.Keep(Number(tenant), id, 1, kept with
        {
            English = kept.English with
            {
                Accounts = [kept.English.Accounts[0] with { AccountId = Ids.Account(erased.ToString()) }],
            },
        });

        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, ""), (HttpMethod.Post, "/replay")])
        {
            var refused = await EngineHost.Json(
                client, method, $"{Path}/{Ids.Assessment(id.ToString())}{path}", status: 410);
            Assert.Equal("account_erased", Text(refused, "code"));
        }
    }

    /// <summary>More transactions, stated holders, and another model deployment.</summary>
    private async Task MoveOn(HttpClient client, string tenant)
    {
        var lines = ((string[])["A-1", "A-2"]).SelectMany(static account => Enumerable.Range(0, 30).Select(
            i => Loans.Line(account, $"more-{i}", Loans.Today, "190.00", "debit", "cash", "ATM")));
        await client.Send(string.Concat(lines), "?mode=history&answers=errors");
        foreach (var account in (string[])["A-1", "A-2"])
        {
            await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts",
                $$"""{"account":"{{account}}","customers":["anna","ben"]}""");
        }

        using var admin = host.Client(await host.Key(tenant, "admin"));
        await EngineHost.Json(admin, HttpMethod.Post, "/v1/model-deployments", "{}");
    }

    private async Task<(int Status, JsonElement Body)> ReplayBy(IActors actors, string tenant, string assessment)
    {
        var caller = new Caller(Number(tenant), "test", Roles.Read, "req");
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        context.Features.Set(new Call(caller, "", null, 0, LinesPerSecond: 0));
        var archive = host.Services.GetRequiredService<AssessmentArchive>();
        await new AssessmentReplay(
            actors, archive, host.Services.GetRequiredService<ClosedAccounts>()).Replay(context, assessment);
        await context.Response.BodyWriter.FlushAsync();
        context.Response.Body.Position = 0;
        using var body = await JsonDocument.ParseAsync(context.Response.Body);
        return (context.Response.StatusCode, body.RootElement.Clone());
    }

    /// <summary>Kept as it was before accounts' figures were.</summary>
    private async Task<string> KeepAsBefore(string tenant, JsonElement made, Action<JsonNode> change)
    {
        var (number, seal) = (Number(tenant), host.Services.GetRequiredService<ITenantSeal>());
        var store = host.Services.GetRequiredService<IAssessmentStore>();
        Assert.True(Ids.TryParseAssessment(Text(made, "assessment"), out var letters));
        Assert.True(AccountKey.TryParse(letters, out var key));
        var row = (await store.Find(number, key.Value, CancellationToken.None))!;
        var content = JsonNode.Parse(
            (await seal.Open(number, SealedKind.Assessment, key.Value, row.Content, CancellationToken.None)))!;
        Assert.True(content.AsObject().Remove("figures"));
        change(content["english"]!);
        var id = AssessmentArchive.NewId();
        var body = await seal.Seal(
            number, SealedKind.Assessment, id.Value, JsonSerializer.SerializeToUtf8Bytes(content),
            CancellationToken.None);
        await store.Add(number, new AssessmentRow(id.Value, row.CreatedAt, body), CancellationToken.None);
        return Ids.Assessment(id.ToString());
    }

    private static string Both() =>
        Loans.Of("A-1").Replace("[\"A-1\"]", "[\"A-1\",\"A-2\"]", StringComparison.Ordinal);

    private static long Sequence(JsonElement made) =>
        made.GetProperty("accounts")[0].GetProperty("sequence").GetInt64();

    private static TenantId Number(string tenant)
    {
        Assert.True(Ids.TryParseTenant(tenant, out var number));
        return new TenantId(number);
    }

    private static Task<JsonElement> Assess(HttpClient client, string loan) =>
        EngineHost.Json(client, HttpMethod.Post, Path, loan, 201);

    private static Task<JsonElement> Replay(HttpClient client, string assessment) =>
        EngineHost.Json(client, HttpMethod.Post, $"{Path}/{assessment}/replay", status: 200);

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
