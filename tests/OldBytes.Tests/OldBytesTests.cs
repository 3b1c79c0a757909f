using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace OrleansRisk.OldBytes.Tests;

/// <summary>
/// What older builds recorded is found as it was: accounts open, decisions replay to the bit, the feed tells the same.
/// </summary>
public sealed class OldBytesTests(OldDatabase old) : IClassFixture<OldDatabase>
{
    [Fact]
    public async Task Calls_OfEveryKind_AnswerWhatTheyAnsweredThen()
    {
        var (keys, answers) = await OldAnswers.Read();

        await Check(old, keys, [.. answers.Where(static answer => !answer.IsFeed)]);
    }

    [Fact]
    public async Task Accounts_WithoutTheirSnapshots_OpenFromTheJournalAlone()
    {
        await using var bare = await OldDatabase.Create();
        await bare.Database.Execute("delete from risk.snapshots");
        var (keys, answers) = await OldAnswers.Read();

        await Check(bare, keys, [.. answers.Where(static answer => IsOfAnAccount(answer))]);
    }

    [Fact]
    public async Task Feed_FromItsBeginning_TellsTheSameEventsInTheSameOrder()
    {
        var (keys, answers) = await OldAnswers.Read();

        await Check(old, keys, [.. answers.Where(static answer => answer.IsFeed)]);
    }

    [Fact]
    public async Task Decisions_EveryOne_ReplayToTheBit()
    {
        var (keys, answers) = await OldAnswers.Read();
        var replayed = 0;
        foreach (var pool in Pools(answers))
        {
            await using var host = await OldHost.Start(old, KeyFile(old, pool.Key), keys);
            foreach (var (key, decision) in pool.SelectMany(Decisions))
            {
                var (status, body) = await host.Call(key, HttpMethod.Get, $"/v1/decisions/{decision}/replay");
                Assert.True(status == HttpStatusCode.OK && (bool)body["equal"]!, $"{decision}: {body}");
                replayed++;
            }
        }

        Assert.InRange(replayed, 800, int.MaxValue);
    }

    /// <summary>Nothing was numbered then: the next change is the first, and what is in force stays.</summary>
    [Fact]
    public async Task Changes_OfOldTenants_BeginAtNone()
    {
        Assert.Equal(0, await old.Database.Ask<long>("select count(*) from risk.tenant_changes"));
        Assert.Equal(0, await old.Database.Ask<long>(
            """
            select count(*) from risk.tenants t
            where not exists (select from risk.publications p where p.tenant = t.id and p.kind = 3)
            """));
    }

    [Fact]
    public async Task Tenants_OfTwoPools_AreAtHomeWhereTheyWere() => Assert.Equal("main,main,second",
        await old.Database.Ask<string>("select string_agg(pool, ',' order by tenant) from cluster.tenant_pools"));

    /// <summary>That the tests above bite: one bit in the sealed part, and one in what the seal is bound to.</summary>
    [Theory]
    [InlineData("sealed = set_byte(sealed, 80, get_byte(sealed, 80) # 1)")]
    [InlineData("state_hash = state_hash # 1")]
    public async Task Record_WithAFlippedBit_MakesItsAccountUnavailable(string flip)
    {
        await using var damaged = await OldDatabase.Create();
        await damaged.Database.Execute("delete from risk.snapshots");
        var (keys, answers) = await OldAnswers.Read();
        var page = answers.First(static answer => IsPageOfDecisions(answer));
        var (key, decision) = Decisions(page).First();
        await damaged.Database.Execute($"update risk.journal set {flip} where tenant = 1");
        await using var host = await OldHost.Start(damaged, damaged.MainKey, keys);

        var (status, _) = await host.Call(key, HttpMethod.Get, $"/v1/decisions/{decision}/replay");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
    }

    private static async Task Check(
        OldDatabase database, IReadOnlyDictionary<string, string> keys, IReadOnlyList<OldAnswer> answers)
    {
        Assert.NotEmpty(answers);
        var differences = new List<string>();
        foreach (var pool in Pools(answers))
        {
            await using var host = await OldHost.Start(database, KeyFile(database, pool.Key), keys);
            foreach (var answer in pool)
            {
                var (_, now) = await host.Call(answer.Key, answer.Method, answer.Path, answer.Body);
                if (OldAnswers.Difference(answer.Answer, now) is { } difference)
                {
                    differences.Add($"{answer.Key} {answer.Path}: {difference}");
                }
            }
        }

        Assert.Empty(differences);
    }

    /// <summary>By whether the tenant is one that moved to the second pool.</summary>
    private static IEnumerable<IGrouping<bool, OldAnswer>> Pools(IEnumerable<OldAnswer> answers) =>
        answers.GroupBy(static answer => answer.Key == "ten_3");

    private static string KeyFile(OldDatabase database, bool moved) => moved ? database.SecondKey : database.MainKey;

    private static bool IsOfAnAccount(OldAnswer answer) =>
        answer.Path.StartsWith("/v1/accounts/", StringComparison.Ordinal);

    private static bool IsPageOfDecisions(OldAnswer answer) =>
        answer.Path.Contains("/decisions?", StringComparison.Ordinal);

    private static IEnumerable<(string Key, string Decision)> Decisions(OldAnswer answer) => IsPageOfDecisions(answer)
        ? answer.Answer["items"]!.AsArray().Select(each => (answer.Key, (string)each!["decision"]!))
        : [];
}
