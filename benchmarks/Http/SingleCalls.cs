using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using OrleansRisk.Contract;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>Calls of one transaction each, begun by the clock: a slow answer holds none of them back.</summary>
internal static class SingleCalls
{
    private const int Accounts = 200;

    public static async Task<Quantiles> Send(HostProcess host, int count, int round, double perSecond)
    {
        using var http = new HttpClient
        {
            BaseAddress = host.Http2Url,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Key);
        var passes = (count / Accounts) + 1;
        var lines = Enumerable.Range(round * passes, passes)
            .SelectMany(pass => HttpLoad.Round(Accounts, pass, 1, 0, "single")).ToList();
        var started = Stopwatch.GetTimestamp();
        var calls = new List<Task<double>>(count);
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, TimeProvider.System);
            }

            calls.Add(One(http, lines[i]));
        }

        var latencies = new Quantiles(count);
        foreach (var took in await Task.WhenAll(calls))
        {
            latencies.Add(took);
        }

        return latencies;
    }

    /// <summary>Until it is answered, with what a caller waits who is told to come again.</summary>
    private static async Task<double> One(HttpClient http, byte[] line)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            using var body = new ByteArrayContent(line);
            body.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.Json);
            using var answer = await http.PostAsync(new Uri(Routes.Transactions, UriKind.Relative), body);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }

            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                throw new InvalidOperationException(
                    $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }
}
