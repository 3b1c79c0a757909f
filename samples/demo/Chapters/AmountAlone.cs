using OrleansRisk.Samples.Demo.Samples;

namespace OrleansRisk.Samples.Demo;

/// <summary>
/// The floor to beat: how far the log of the amount lies above the account's own mean so far, in its own deviations.
/// </summary>
internal static class AmountAlone
{
    public static IEnumerable<SampleLine> MostSuspicious(IEnumerable<SampleLine> lines, int count)
    {
        var accounts = new Dictionary<string, (int N, double Mean, double M2)>(StringComparer.Ordinal);
        var scored = new List<(double Z, SampleLine Line)>();
        foreach (var line in lines)
        {
            var (n, mean, m2) = accounts.GetValueOrDefault(line.Account);
            var x = Math.Log(1 + line.Cents);
            scored.Add((n < 10 ? 0 : (x - mean) / Math.Sqrt((m2 / n) + 0.01), line));
            var delta = x - mean;
            mean += delta / ++n;
            accounts[line.Account] = (n, mean, m2 + (delta * (x - mean)));
        }

        return scored.OrderByDescending(s => s.Z).Take(count).Select(s => s.Line);
    }
}
