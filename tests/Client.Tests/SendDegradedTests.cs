using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests;

public sealed class SendDegradedTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Send_LineAnsweredByAFallback_IsToldAndSentAgainUntilItIsDecided()
    {
        var late = 0;
        _server.Ledger.Script = line =>
            line.Id == "T-3" && Interlocked.Increment(ref late) <= 2 ? Fate.Degrade : Fate.Answer;

        List<TransactionAnswer> answers = [];
        await foreach (var answer in _server.Client(time: new HurriedTime()).Transactions.SendAsync(
            Lines(10), new SendOptions { Deadline = TimeSpan.FromMilliseconds(100) }))
        {
            answers.Add(answer);
        }

        var degraded = Assert.Single(answers.OfType<TransactionAnswer.Degraded>()); // once, however often it is late
        Assert.Equal((3, 3), (degraded.Number, degraded.Fallback.Line));
        var decided = answers.OfType<TransactionAnswer.Decided>().ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), decided.Select(a => a.Number).Order());
        Assert.Equal((true, 3), (
            decided.Single(a => a.Number == 3).Decision.Duplicate, decided.Single(a => a.Number == 3).Attempts));
        Assert.Contains(_server.Calls, call => call.Call.EndsWith("&deadline_ms=100", StringComparison.Ordinal));
    }

    private static async IAsyncEnumerable<TransactionLine> Lines(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            yield return Some.Line($"T-{number}", $"A-{number % 2}");
        }

        await Task.CompletedTask;
    }
}
