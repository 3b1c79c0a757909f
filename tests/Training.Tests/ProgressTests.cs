using OrleansRisk.Tests.Support;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Tests;

public sealed class ProgressTests : IDisposable
{
    private readonly ManualTime _clock = new();
    private readonly StringWriter _said = new() { NewLine = "\n" };

    public void Dispose() => _said.Dispose();

    [Fact]
    public void At_NoTerminal_WritesALineNowAndThenWithWhatIsLeft()
    {
        var progress = new Progress(_said, terminal: false, _clock);
        for (var second = 0; second <= 25; second++)
        {
            progress.At("Growing trees", second / 50.0);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        progress.End();
        Assert.Equal(
            "Growing trees: 20 %, about 40 s left\nGrowing trees: 40 %, about 30 s left\n", _said.ToString());
    }

    [Fact]
    public void At_Terminal_DrawsABarAndLeavesItsLine()
    {
        var progress = new Progress(_said, terminal: true, _clock);
        progress.At("Growing trees", 0);
        _clock.Advance(TimeSpan.FromSeconds(1));
        progress.At("Growing trees", 0.5);
        progress.At("Growing trees", 0.501);
        progress.End();
        progress.End();
        Assert.Equal(
            $"\r[{new string('#', 15)}{new string('.', 15)}] Growing trees: 50 %\u001b[K\n", _said.ToString());
    }

    [Fact]
    public void At_WhatIsDoneAtOnce_IsNotSpokenOf()
    {
        var progress = new Progress(_said, terminal: false, _clock);
        progress.At("Measuring transactions", 0);
        progress.At("Growing trees", 1);
        progress.End();
        Assert.Empty(_said.ToString());
    }
}
