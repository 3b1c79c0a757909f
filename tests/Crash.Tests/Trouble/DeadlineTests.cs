using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests.Trouble;

/// <summary>
/// PostgreSQL stands still under single calls with a deadline: each gets the tenant's fallback, and its recorded
/// decision when it is sent again. That a deadline is kept to the millisecond is tested with the test's clock
/// (Api.Tests); here the machine's says how late answers really were.
/// </summary>
public sealed class DeadlineTests(ITestOutputHelper output)
{
    private const int Calls = 40, DeadlineMs = 300;

    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow().AddHours(-1);

    [Fact]
    public async Task Calls_WhileTheServerStandsStill_GetTheFallbackAndLaterTheDecision()
    {
        await using var deployment = await Deployment.Create();
        deployment.Settings = new TenantRequest
        {
            Name = "crash",
            DeadlineMs = DeadlineMs,
            Fallback = FallbackNames.Review,
        };
        await deployment.Begin();
        using var http = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{deployment.Host.Port}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", deployment.Key);
        Assert.StartsWith("dec_", await Recorded(http, number: 0), StringComparison.Ordinal);

        deployment.Server.Pause();
        var took = new List<TimeSpan>();
        try
        {
            var answers = await Task.WhenAll(Enumerable.Range(1, Calls).Select(async number =>
            {
                var watch = Stopwatch.StartNew();
                var answer = await Send(http, number, account: number % 5);
                lock (took)
                {
                    took.Add(watch.Elapsed);
                }

                return answer;
            }));
            Assert.All(answers, answer =>
            {
                Assert.Equal("review", answer.GetProperty("outcome").GetString());
                Assert.False(answer.GetProperty("recorded").GetBoolean());
                Assert.False(answer.TryGetProperty("decision", out _));
            });
            var causes = answers.CountBy(Cause).Select(cause => $"{cause.Value} {cause.Key}");
            Report.Say(output, $"{Calls} calls of {DeadlineMs} ms while the server stood still: the last was answered "
                + $"after {took.Max().TotalMilliseconds:F0} ms; {string.Join(", ", causes)}");
        }
        finally
        {
            deployment.Server.Resume();
        }

        foreach (var number in Enumerable.Range(1, Calls))
        {
            Assert.StartsWith("dec_", await Recorded(http, number), StringComparison.Ordinal);
        }
    }

    private static string Cause(JsonElement answer) =>
        answer.GetProperty("degraded").GetProperty("cause").GetString()!;

    /// <summary>The decision that stands in the end; asked for as a lender does, by sending again.</summary>
    private async Task<string> Recorded(HttpClient http, int number)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await Send(http, number, account: number % 5);
            if (answer.TryGetProperty("decision", out var decision))
            {
                return decision.GetString()!;
            }

            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"transaction {number}: {answer.GetRawText()}");
        }
    }

    private async Task<JsonElement> Send(HttpClient http, int number, int account)
    {
        using var body = JsonContent.Create(new
        {
            id = $"D-{number}",
            account = $"A-{account}",
            at = _began.AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            amount = "12.50",
            currency = "MYR",
            direction = "debit",
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/transactions", UriKind.Relative))
        {
            Content = body,
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, said.GetRawText());
        return said;
    }
}
