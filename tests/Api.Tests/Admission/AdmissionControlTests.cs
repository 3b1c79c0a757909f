using System.Net;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Admission;

public sealed class AdmissionControlTests
{
    [Fact]
    public void AdmissionControl_WhereEveryLineOfAWindowWaitedTooLong_TurnsNewWorkAway()
    {
        var time = new ManualTime();
        var admission = new AdmissionControl(time);
        Wait(admission, time, TimeSpan.FromMilliseconds(700), windows: 2);
        Assert.False(admission.TryEnterStream());
        Assert.False(admission.TryEnterSingle());
    }

    [Fact]
    public void AdmissionControl_WhereOneLineOfTheWindowWasQuick_LetsWorkIn()
    {
        var time = new ManualTime();
        var admission = new AdmissionControl(time);
        for (var i = 0; i < 4; i++)
        {
            admission.Waited(TimeSpan.FromSeconds(2));
            admission.Waited(TimeSpan.FromMilliseconds(3));
            time.Advance(Limits.QueueDelayWindow);
        }

        Assert.True(admission.TryEnterStream());
    }

    [Fact]
    public void AdmissionControl_AfterAPauseWithoutWork_LetsWorkInAgain()
    {
        var time = new ManualTime();
        var admission = new AdmissionControl(time);
        Wait(admission, time, TimeSpan.FromSeconds(1), windows: 2);
        time.Advance(Limits.QueueDelayWindow * 5);
        Assert.True(admission.TryEnterSingle());
    }

    [Fact]
    public void AdmissionControl_WithAllPlacesTaken_RefusesOneMoreUntilOneIsFree()
    {
        var admission = new AdmissionControl(new ManualTime());
        for (var i = 0; i < Limits.StreamsMax; i++)
        {
            Assert.True(admission.TryEnterStream());
        }

        Assert.False(admission.TryEnterStream());
        admission.LeaveStream();
        Assert.True(admission.TryEnterStream());
    }

    [Fact]
    public async Task Request_WhileTheQueueStands_Gets429WithRetryAfter()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        Wait(host.AdmissionControl, time, TimeSpan.FromSeconds(1), windows: 2);
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
    public void AdmissionControl_WhereAnswersAreSlowButNothingWaits_LetsWorkIn()
    {
        var time = new ManualTime();
        var admission = new AdmissionControl(time);
        Wait(admission, time, TimeSpan.FromSeconds(1), windows: 2);
        admission.LinesAnswered(Waiting);
        Assert.True(admission.TryEnterStream());
        Assert.True(admission.TryEnterSingle());
    }

    private const int Waiting = 1_000;

    /// <summary>A thousand lines wait, each for so long.</summary>
    private static void Wait(AdmissionControl admission, ManualTime time, TimeSpan delay, int windows)
    {
        admission.LinesRead(Waiting);
        for (var i = 0; i < windows; i++)
        {
            admission.Waited(delay);
            time.Advance(Limits.QueueDelayWindow);
        }

        admission.Waited(delay);
    }
}
