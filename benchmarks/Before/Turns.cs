namespace OrleansRisk.Benchmarks.Before;

/// <summary>The same of two builds by turns, and the first by turns.</summary>
internal static class Turns
{
    public static async Task<List<(TResult Before, TResult Now)>> Take<TSide, TResult>(
        TSide before, TSide now, int rounds, Func<TSide, int, Task<TResult>> measure)
    {
        var taken = new List<(TResult, TResult)>(rounds);
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                var first = await measure(before, round);
                taken.Add((first, await measure(now, round)));
            }
            else
            {
                var first = await measure(now, round);
                taken.Add((await measure(before, round), first));
            }
        }

        return taken;
    }
}
