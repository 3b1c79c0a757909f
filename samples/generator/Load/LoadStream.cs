namespace OrleansRisk.Samples.Generator.Load;

/// <summary>One transaction of a load.</summary>
internal readonly record struct LoadItem(long Number, int Account, DateTimeOffset At, Purchase Purchase);

/// <summary>
/// Endless in principle: each account follows one card account, its amounts and gaps drawn anew from that account's
/// own. Shares follow Zipf: the account at rank r has gaps r^s times as long. Only + − × ÷ √ are used, which IEEE 754
/// defines to the last bit, so a seed gives the same load everywhere.
/// </summary>
internal static class LoadStream
{
    public static IEnumerable<LoadItem> Generate(Template[] templates, LoadRequest request)
    {
        var seeded = new Seeded(request.Seed);
        var template = new byte[request.Accounts];
        var stretch = new float[request.Accounts];
        var next = new PriorityQueue<int, (long At, int Account)>(request.Accounts);
        var perSecond = Assign(templates, request, seeded, template, stretch);
        var fit = perSecond * request.Days * 86_400 / request.Transactions;
        for (var account = 0; account < request.Accounts; account++)
        {
            // A random part of the first gap has passed when the load begins.
            var gap = Gap(account) * seeded.Below(1_000) / 1_000;
            next.Enqueue(account, (gap, account));
        }

        for (long number = 1; number <= request.Transactions; number++)
        {
            next.TryPeek(out var account, out var due);
            var purchase = seeded.Pick(templates[template[account]].Purchases);
            yield return new LoadItem(number, account, request.Start.AddMilliseconds(due.At), purchase);
            next.DequeueEnqueue(account, (due.At + Gap(account), account));
        }

        long Gap(int account)
        {
            var seconds = seeded.Pick(templates[template[account]].GapSeconds);
            return Math.Max(1, (long)(seconds * 1_000.0 * stretch[account] * fit));
        }
    }

    /// <summary>
    /// Gives each account its template and rank; returns the transactions a second they make together before fitting.
    /// </summary>
    private static double Assign(Template[] templates, LoadRequest request, Seeded seeded, byte[] template,
        float[] stretch)
    {
        // Ranks are dealt by a shuffle, so that busy accounts do not stand together.
        var ranks = new int[request.Accounts];
        for (var i = 0; i < ranks.Length; i++)
        {
            var j = seeded.Below(i + 1);
            ranks[i] = ranks[j];
            ranks[j] = i + 1;
        }

        var perSecond = 0.0;
        for (var account = 0; account < ranks.Length; account++)
        {
            template[account] = (byte)seeded.Below(Math.Min(templates.Length, 256));
            var mean = templates[template[account]].MeanGap;
            stretch[account] = (float)(Power(ranks[account], request.ZipfHalves) / mean);
            perSecond += 1 / (mean * stretch[account]);
        }

        return perSecond;
    }

    private static double Power(int rank, int halves)
    {
        var root = Math.Sqrt(rank);
        var power = 1.0;
        for (var i = 0; i < halves; i++)
        {
            power *= root;
        }

        return power;
    }
}
