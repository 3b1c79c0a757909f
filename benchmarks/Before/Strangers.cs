using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansRisk.Benchmarks.Http;
using OrleansRisk.Contract;

namespace OrleansRisk.Benchmarks.Before;

/// <summary>Memory after look-ups of accounts that do not exist: whoever may ask may not fill it.</summary>
internal static class Strangers
{
    private const int LookUps = 100_000, Parts = 4, AtOnce = 16;

    /// <summary>What the second half may still add: the heap breathes.</summary>
    private const double Flat = 1.1;

    public static async Task Run(Report report, BenchOptions options, HostProcess before, HostProcess now)
    {
        var part = options.Scaled(LookUps) / Parts;
        var (restBefore, restNow) = (before.ResidentBytes, now.ResidentBytes);
        var rounds = await Turns.Take(before, now, Parts, async (host, round) =>
        {
            await Ask(host, round * part, part);
            return (double)host.ResidentBytes;
        });
        var (half, end) = (rounds[(Parts / 2) - 1], rounds[^1]);
        report.Beside(
            $"resident after {Parts * part:N0} look-ups of unknown accounts", "× at rest",
            new Compared([(end.Before / restBefore, end.Now / restNow)]));
        report.Beside(
            "…against after half of them", "×",
            new Compared([(end.Before / half.Before, end.Now / half.Now)]), Bound.AtMost(Flat));
    }

    private static async Task Ask(HostProcess host, int first, int count)
    {
        using var http = new HttpClient
        {
            BaseAddress = host.Http2Url,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Key);
        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < first + count)
            {
                using var body = new StringContent($"{{\"account\":\"none{number}\"}}", Encoding.UTF8, MediaTypes.Json);
                using var answer = await http.PostAsync(new Uri(Routes.AccountLookup, UriKind.Relative), body);
                if (answer.StatusCode != HttpStatusCode.NotFound)
                {
                    throw new InvalidOperationException($"{(int)answer.StatusCode} for an account that is not there");
                }
            }
        }));
    }
}
