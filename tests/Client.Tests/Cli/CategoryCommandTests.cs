using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Categories;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class CategoryCommandTests : IDisposable
{
    private const string Rules = """{"country":"my","rules":[{"text":"Kedai Ali","category":"groceries"}]}""";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task ShowSetAndTest_OnTheServer_AskItAndShowTheAnswer()
    {
        await using var server = await ScriptedServer.Start();
        var kept = new CategoryRulesBody
        {
            Version = 3,
            Country = "my",
            PackVersion = 1,
            PublishedAt = DateTimeOffset.UnixEpoch,
            Rules = [new CategoryRuleBody { Text = "Kedai Ali", Category = "groceries" }],
        };
        server.Answer("GET /v1/category-rules", kept, ContractJson.Default.CategoryRulesBody);
        server.Answer("PUT /v1/category-rules", kept with { Version = 4 }, ContractJson.Default.CategoryRulesBody);
        server.Answer("POST /v1/category-rules/test", new CategoryTestBody
        {
            Category = "bnpl",
            By = "pack",
            Rule = null,
            Sensitive = false,
            Version = 3,
            Counterparty = "atome",
            Description = null,
        }, ContractJson.Default.CategoryTestBody);

        var show = await Called.Risk(server, ["category-rules", "show"]);
        var set = await Called.Risk(server, ["category-rules", "put", _scratch.File("rules.json", Rules)]);
        var test = await Called.Risk(
            server, ["category-rules", "test", "--counterparty", "Atome", "--direction", "debit"]);

        Assert.Equal((0, 0, 0), (show.Exit, set.Exit, test.Exit));
        Assert.Contains("\"version\": 3", show.Out, StringComparison.Ordinal);
        Assert.Contains("\"version\": 4", set.Out, StringComparison.Ordinal);
        Assert.Contains("\"by\": \"pack\"", test.Out, StringComparison.Ordinal);
        Assert.Contains("Kedai Ali", server.Calls.ElementAt(1).Body, StringComparison.Ordinal);
        Assert.Contains("\"counterparty\":\"Atome\"", server.Calls.ElementAt(2).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is no set of rules")]
    [InlineData("""{"rules":[{"text":"x"}]}""", "$.rules[0]")]
    [InlineData("null", "holds no set of rules")]
    public async Task Set_FileOfNoUse_IsNotSent(string content, string expected)
    {
        await using var server = await ScriptedServer.Start();

        var called = await Called.Risk(server, ["category-rules", "put", _scratch.File("rules.json", content)]);

        Assert.Equal((2, 0), (called.Exit, server.Calls.Count));
        Assert.Contains(expected, called.Error, StringComparison.Ordinal);
    }
}
