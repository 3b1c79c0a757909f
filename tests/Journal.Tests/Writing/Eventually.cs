using System.Diagnostics;
using Xunit;

namespace OrleansRisk.Journal.Tests.Writing;

/// <summary>Waits for what another thread is about to do; a test that waits in vain fails.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static async Task Is(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < _patience, "it never came to be");
            await Task.Yield();
        }
    }
}
