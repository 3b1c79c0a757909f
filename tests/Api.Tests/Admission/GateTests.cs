using System.Net;
using OrleansRisk.Api.Admission;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Admission;

public sealed class GateTests
{
    [Fact]
    public void Gate_WhereEveryLineOfAWindowWaitedTooLong_TurnsNewWorkAway()
    {
        var time = new ManualTime();
        var gate = new Gate(time);
        Wait(gate, time, TimeSpan.FromMilliseconds(700), windows: 2);
        Assert.False(gate.TryEnterStream());
        Assert.False(gate.TryEnterSingle());
    }

    [Fact]
    public void Gate_WhereOneLineOfTheWindowWasQuick_LetsWorkIn()
    {
        var time = new ManualTime();
        var gate = new Gate(time);
        for (var i = 0; i < 4; i++)
        {
            gate.Waited(TimeSpan.FromSeconds(2));
            gate.Waited(TimeSpan.FromMilliseconds(3));
            time.Advance(Limits.QueueDelayWindow);
        }

        Assert.True(gate.TryEnterStream());
    }

    [Fact]
    public void Gate_AfterAPauseWithoutWork_LetsWorkInAgain()
    {
        var time = new ManualTime();
        var gate = new Gate(time);
        Wait(gate, time, TimeSpan.FromSeconds(1), windows: 2);
        time.Advance(Limits.QueueDelayWindow * 5);
        Assert.True(gate.TryEnterSingle());
    }

    [Fact]
    public void Gate_WithAllPlacesTaken_RefusesOneMoreUntilOneIsFree()
    {
        var gate = new Gate(new ManualTime());
        for (var i = 0; i < Limits.StreamsMax; i++)
        {
            Assert.True(gate.TryEnterStream());
        }

        Assert.False(gate.TryEnterStream());
        gate.LeaveStream();
        Assert.True(gate.TryEnterStream());
    }

    [Fact]
    public async Task Request_WhileTheQueueStands_Gets429WithRetryAfter()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        Wait(host.Gate, time, TimeSpan.FromSeconds(1), windows: 2);
        using var client = host.Client1();
        foreach (var type in new[] { Wire.Ndjson, "application/json" })
        {
            using var response =
                await client.PostAsync(new Uri("/v1/transactions", UriKind.Relative), Wire.Content(Wire.Line(), type));
            Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            Assert.True(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
            Assert.Contains("\"overloaded\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Gate_WhereAnswersAreSlowButNothingWaits_LetsWorkIn()
    {
        var time = new ManualTime();
        var gate = new Gate(time);
        Wait(gate, time, TimeSpan.FromSeconds(1), windows: 2);
        gate.LinesAnswered(Waiting);
        Assert.True(gate.TryEnterStream());
        Assert.True(gate.TryEnterSingle());
    }

    private const int Waiting = 1_000;

    /// <summary>A thousand lines wait, each for so long.</summary>
    private static void Wait(Gate gate, ManualTime time, TimeSpan delay, int windows)
    {
        gate.LinesRead(Waiting);
        for (var i = 0; i < windows; i++)
        {
            gate.Waited(delay);
            time.Advance(Limits.QueueDelayWindow);
        }

        gate.Waited(delay);
    }
}
