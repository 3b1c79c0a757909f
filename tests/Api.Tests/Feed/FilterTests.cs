using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Accounts;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Events.Feed;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>
/// Each filter, through HTTP and in both directions: exactly the decisions it names, and of something else none. What
/// must come is counted from the answers that the sender got.
/// </summary>
public sealed class FilterTests(EngineHost host) : IClassFixture<EngineHost>, IAsyncLifetime
{
    private const long Beyond = 1_000_000;

    private HttpClient _client = null!;
    private string _start = "";
    private List<JsonElement> _answers = [];

    public async Task InitializeAsync()
    {
        (var tenant, _client) = await host.Tenant("ingest", "read");
        (_, _start) = await _client.All(await _client.Subscribe(), "now");
        _answers = (await _client.Send(Story())).SkipLast(1).ToList();
        Assert.True(Ids.TryParseTenant(tenant, out var number));
        await State(new TenantId(number), "A-0", segment: "gold", customer: "C-1", label: "watched");
        await State(new TenantId(number), "A-1", segment: "silver", customer: "C-2", label: "vip");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""{"segments":["gold"]}""", "A-0")]
    [InlineData("""{"segments":["gold","silver"]}""", "A-0,A-1")]
    [InlineData("""{"segments":["Gold"]}""", "")]
    [InlineData("""{"labels":["watched"]}""", "A-0")]
    [InlineData("""{"labels":["vip","other"]}""", "A-1")]
    [InlineData("""{"labels":["other"]}""", "")]
    [InlineData("""{"customers":["C-1"]}""", "A-0")]
    [InlineData("""{"customers":["C-2","C-1"]}""", "A-0,A-1")]
    [InlineData("""{"customers":["C-3"]}""", "")]
    [InlineData("""{"segments":["gold"],"labels":["vip"]}""", "")]
    [InlineData("""{"segments":["gold"],"labels":["watched"],"customers":["C-1"]}""", "A-0")]
    public async Task Filter_OfWhatTheLenderSaysOfAccounts_TellsOfThoseAndNotOfAccountsThatCarryNone(
        string filter, string accounts)
    {
        var wanted = accounts.Split(',');
        Assert.Equal(
            _answers.Where(each => wanted.Contains(Text(each, "account"))).Select(Decision).Order(),
            await Told(filter));
    }

    [Fact]
    public async Task Filter_OfAccounts_TellsOfThoseAlone()
    {
        var account = Text(_answers[1], "account_id");
        Assert.Equal(
            Those(each => Text(each, "account_id") == account), await Told($$"""{"accounts":["{{account}}"]}"""));
        var whole = await Events($$"""{"accounts":["{{account}}"]}""");
        var subscription = await _client.Subscribe($$"""{"filter":{"accounts":["{{account}}"]} }""");
        var paged = (await _client.All(subscription, _start, limit: 7)).Items;
        Assert.Equal(whole.Select(told => told.Id), paged.Select(told => told.Id).Distinct());
        Assert.Empty(await Told($$"""{"accounts":["{{Ids.Account(default(AccountKey).ToString())}}"]}"""));
    }

    [Fact]
    public async Task Filter_OfScores_TakesBothEndsOfTheRangeAndNothingBesideIt()
    {
        var scores = _answers.Select(Anomaly).Distinct().Order().ToList();
        var (low, high) = (scores[scores.Count / 3], scores[^2]);
        Assert.Equal(
            Those(each => Anomaly(each) >= low && Anomaly(each) <= high),
            await Told($$"""{"anomaly":{"min":{{low}},"max":{{high}} } }"""));
        Assert.Equal(Those(each => Anomaly(each) <= low), await Told($$"""{"anomaly":{"max":{{low}} } }"""));
        Assert.Equal(Those(each => Anomaly(each) == high), await Told(
            $$"""{"anomaly":{"min":{{high}},"max":{{high}} } }"""));
        Assert.All(_answers, each => Assert.Equal(JsonValueKind.Null, Credit(each).ValueKind));
        Assert.Empty(await Told("""{"credit":{"min":0}}""")); // no score is in no range
    }

    [Fact]
    public async Task Filter_OfOutcomes_TellsOfEachThatIsNamed()
    {
        foreach (var outcome in (string[])["approve", "review", "decline"])
        {
            Assert.Equal(
                Those(each => Text(each, "outcome") == outcome), await Told($$"""{"outcomes":["{{outcome}}"]}"""));
        }

        Assert.Equal(Those(_ => true), await Told("""{"outcomes":["approve","review","decline"]}"""));
        Assert.NotEmpty(Those(each => Text(each, "outcome") != "approve"));
    }

    [Fact]
    public async Task Filter_OfReasons_TellsOfDecisionsWithOneOfThem()
    {
        var all = _answers.SelectMany(Reasons).Distinct().ToList();
        Assert.NotEmpty(all);
        foreach (var reason in all)
        {
            Assert.Equal(
                Those(each => Reasons(each).Contains(reason)), await Told($$"""{"reasons":["{{reason}}"]}"""));
        }

        var other = Enum.GetValues<ReasonCode>().Where(code => code != ReasonCode.None).Select(Names.Of)
            .Except(all).First();
        Assert.Empty(await Told($$"""{"reasons":["{{other}}"]}"""));
    }

    [Fact]
    public async Task Filter_OfAThreshold_TellsOnlyCrossingsOfTheAccountsItNames()
    {
        var at = _answers.Select(Anomaly).Order().ElementAt(_answers.Count * 3 / 4);
        var threshold = $$""" "threshold":{"score":"anomaly","at":{{at}},"dead_band":0} """;
        var all = await Events($$"""{"events":["threshold.crossed"],{{threshold}}}""");
        var gold = await Events($$"""{"events":["threshold.crossed"],"segments":["gold"],{{threshold}}}""");

        Assert.NotEmpty(gold);
        Assert.Equal(all.Where(each => Text(each.Data, "account") == "A-0").Select(each => each.Id),
            gold.Select(each => each.Id));
        Assert.Empty(await Events($$"""{"events":["threshold.crossed"],"segments":["none"],{{threshold}}}"""));
        Assert.Empty(await Events("""{"events":["threshold.crossed"]}""")); // nothing stated, nothing crossed
        Assert.Equal(Those(_ => true), await Told("""{"events":["score.updated"]}"""));
    }

    private async Task<List<Told>> Events(string filter) =>
        (await _client.All(await _client.Subscribe($$"""{"filter":{{filter}}}"""), _start)).Items;

    private async Task<List<string>> Told(string filter) =>
        [.. (await Events(filter)).Where(told => told.Type == "score.updated").Select(told => told.Decision).Order()];

    private IEnumerable<string> Those(Func<JsonElement, bool> wanted) =>
        _answers.Where(wanted).Select(Decision).Order();

    /// <summary>What the lender says of an account, as the feed knows it by now.</summary>
    private async Task State(TenantId tenant, string account, string segment, string customer, string label)
    {
        var id = Text(_answers.First(each => Text(each, "account") == account), "account_id");
        Assert.True(Ids.TryParseAccount(id, out var letters));
        Assert.True(AccountKey.TryParse(letters, out var key));
        var pseudonyms = await host.Services.GetRequiredService<IKeyRing>().Pseudonyms(tenant, CancellationToken.None);
        var profile = new AccountProfile
        {
            Account = account,
            CurrencyNumber = 458,
            Zone = "Asia/Kuala_Lumpur",
            Segment = segment,
            Customers = [customer, CustomerPlace.Of(customer, pseudonyms)], // however profiles name people
            Labels = [label, "other than that"],
        };
        host.Services.GetRequiredService<FeedProfiles>().Put(tenant, key, profile, Beyond);
    }

    /// <summary>Three accounts of even habits; the first two with a few payments that are none of them.</summary>
    private static string Story() => string.Concat(Enumerable.Range(0, 150).Select(i => Recent.Line(
        $"F-{i}", $"A-{i % 3}", $"\"{(i % 3 < 2 && i % 17 > 13 && i > 60 ? 90_000 + (i * 1_000) : 50 + (i % 5))}.00\"")
        + "\n"));

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Decision(JsonElement answer) => Text(answer, "decision")!;

    private static int Anomaly(JsonElement answer) => answer.GetProperty("anomaly").GetProperty("score").GetInt32();

    private static JsonElement Credit(JsonElement answer) => answer.GetProperty("credit").GetProperty("score");

    private static IEnumerable<string> Reasons(JsonElement answer) =>
        answer.GetProperty("anomaly").GetProperty("reasons").EnumerateArray().Select(reason => Text(reason, "code")!);
}
