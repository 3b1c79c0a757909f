using OrleansRisk.Client.Sending;
using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests;

/// <summary>The window of lines without an answer against a simulated server, in simulated time.</summary>
public sealed class SendWindowTests
{
    private const int Most = 4_096;

    [Theory]
    [InlineData(20_000, 5, 64, 512)] // 100 lines are under way when it is busy
    [InlineData(20_000, 100, 1_500, 3_600)] // 2,000
    [InlineData(2_000, 5, 16, 256)] // 10
    public void Window_OfAServerWithACapacity_SettlesNearWhatKeepsItBusy(
        int perSecond, int milliseconds, int least, int most)
    {
        var delay = TimeSpan.FromMilliseconds(milliseconds);
        var server = new SimulatedServer(Most) { PerSecond = perSecond, Delay = delay };

        server.Run(TimeSpan.FromSeconds(30));

        Assert.InRange(server.Window.Settled, least, most);
        Assert.InRange(server.AnsweredPerSecond, perSecond * 0.85, perSecond * 1.01);
    }

    [Fact]
    public void Window_OfAServerThatCommitsInGroups_GrowsWithTheGroups()
    {
        // A group costs 10 ms whatever its size, and 20 µs a line: the more lines, the more a second, up to 50,000.
        var server = new SimulatedServer(Most) { Group = TimeSpan.FromMilliseconds(10), PerSecond = 50_000 };

        server.Run(TimeSpan.FromSeconds(30));

        Assert.InRange(server.Window.Settled, 1_024, Most);
        Assert.InRange(server.AnsweredPerSecond, 30_000, 50_000);
    }

    [Fact]
    public void Window_OfAServerThatBecomesSlower_Shrinks()
    {
        var server = new SimulatedServer(Most) { PerSecond = 40_000, Delay = TimeSpan.FromMilliseconds(50) };
        server.Run(TimeSpan.FromSeconds(20));
        var before = server.Window.Settled;

        server.PerSecond = 200;
        server.Run(TimeSpan.FromSeconds(20));

        Assert.InRange(before, 1_500, Most);
        Assert.InRange(server.Window.Settled, 16, 400); // no more than it answers in two seconds
    }

    [Fact]
    public void Window_OfAServerThatBecomesFaster_GrowsAgain()
    {
        var server = new SimulatedServer(Most) { PerSecond = 1_000, Delay = TimeSpan.FromMilliseconds(50) };
        server.Run(TimeSpan.FromSeconds(30));
        var before = server.Window.Settled;

        server.PerSecond = 40_000;
        server.Run(TimeSpan.FromSeconds(60));

        Assert.InRange(before, 16, 256);
        Assert.InRange(server.Window.Settled, 1_024, Most);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    [InlineData(Most)]
    public void Window_WhateverTheServerDoes_StaysWithinItsBounds(int most)
    {
        var random = new Random(42);
        var server = new SimulatedServer(most);
        for (var i = 0; i < 200; i++)
        {
            server.PerSecond = random.Next(10, 100_000);
            server.Delay = TimeSpan.FromMilliseconds(random.Next(0, 300));
            server.Run(TimeSpan.FromMilliseconds(300));

            Assert.InRange(server.Window.Settled, Math.Min(16, most), most);
        }

        Assert.InRange(server.MostUnanswered, 1, most);
    }

    [Fact]
    public void Window_OfASenderWithLessToSend_StaysAsItIs()
    {
        var server = new SimulatedServer(Most)
        {
            PerSecond = 40_000,
            Delay = TimeSpan.FromMilliseconds(10),
            SentPerSecond = 500,
        };

        server.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(256, server.Window.Settled);
    }

    [Fact]
    public void Room_OfAFullWindow_IsGivenAnEighthAtATime()
    {
        var window = new SendWindow(64, new SteppedTime());
        Assert.Equal(64, window.TryTake());

        for (var line = 0; line < 7; line++)
        {
            window.Answered();
            Assert.Equal(0, window.TryTake());
        }

        window.Answered();
        Assert.Equal(8, window.TryTake());
    }
}
