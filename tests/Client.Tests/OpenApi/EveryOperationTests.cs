using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;

namespace OrleansRisk.Client.Tests.OpenApi;

/// <summary>
/// The SDK against the description of the interface: whatever it offers is called, and what arrives is held against
/// what is described.
/// </summary>
public sealed class EveryOperationTests : IAsyncLifetime
{
    private const string Secret = "a second answer has no secret: not sent again, and a person looks";

    /// <summary>What the SDK does without, and why.</summary>
    private static readonly Dictionary<string, string> Unneeded = new(StringComparer.Ordinal)
    {
        ["POST /v1/transactions ?answers"] = "an answer is what ends a line's life in the client: it asks for all",
        ["POST /v1/tenants/{tenant}/keys #Idempotency-Key"] = Secret,
        ["POST /v1/webhooks #Idempotency-Key"] = Secret,
        ["POST /v1/webhooks/{webhook}/rotate #Idempotency-Key"] = Secret,
        ["POST /v1/labels application/x-ndjson"] = "labels come one by one, as people decide them",
    };

    private readonly Operations _operations = new();

    private ScriptedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.Start();
        const string path = $"GET /v1/accounts/{EveryMethod.Text}/decisions?limit=1000&transaction={EveryMethod.Text}"
            + "&from=1970-01-01T00:00:00.000Z&to=1970-01-01T00:00:00.000Z";
        _server.Answer(path, new DecisionPage { Items = [], Limit = 1_000, HasMore = true, After = "page2" },
            ContractJson.Default.DecisionPage);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Sdk_EveryOperationParameterAndBody_HasAMethodThatUsesIt()
    {
        var met = await Met();
        Assert.Equal([], _operations.All.Except(met).Except(Unneeded.Keys));
        Assert.Equal([], Unneeded.Keys.Where(key => met.Contains(key) || !_operations.All.Contains(key)));
        Assert.True(_operations.Names.Count() >= 32);
    }

    [Fact]
    public async Task Sdk_EveryCallOfIt_IsDescribed()
    {
        await Met();
        Assert.Equal([], _server.Calls.SelectMany(call =>
            _operations.Met(call.Call, TypeOf(call.Type), call.Once).DefaultIfEmpty(call.Call)
                .Except(_operations.All)));
    }

    [Fact]
    public async Task Sdk_EveryMethod_TakesATokenLastAndHearsIt()
    {
        using var client = _server.Client(time: new HurriedTime());
        foreach (var method in EveryMethod.All)
        {
            var last = method.GetParameters()[^1];
            Assert.True(last is { Name: "cancel", IsOptional: true }, $"{method.Name} ends with {last.Name}");
            var failure = await Record.ExceptionAsync(
                () => EveryMethod.Call(client, method, new CancellationToken(canceled: true)));
            Assert.True(failure is OperationCanceledException, $"{method.Name} gave {failure}");
        }

        Assert.Empty(_server.Calls);
    }

    // The boundary of a form is another each time.
    private static string? TypeOf(string? type) => type?.Split(';')[0];

    private async Task<HashSet<string>> Met()
    {
        using var client = _server.Client(time: new HurriedTime());
        foreach (var method in EveryMethod.All)
        {
            await EveryMethod.Call(client, method, CancellationToken.None);
        }

        return [.. _server.Calls.SelectMany(call => _operations.Met(call.Call, TypeOf(call.Type), call.Once))];
    }
}
