using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// A lender that sends every transaction until it is acknowledged, to whichever silo answers, and keeps the decision
/// it was given. Each account's transactions go one after the other.
/// </summary>
internal sealed class AcknowledgedLoad : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http =
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = Patience };
    private readonly ConcurrentDictionary<string, string> _decisions = new();
    private readonly ConcurrentDictionary<int, long> _firstSince = new();
    private readonly ConcurrentDictionary<int, int> _sent = new();
    private readonly Func<IReadOnlyList<Uri>> _edges;
    private long _markedAt = long.MaxValue;
    private int _resent;

    /// <param name="key">The lender's.</param>
    /// <param name="edges">Those of silos that are there just now; asked before each try.</param>
    public AcknowledgedLoad(string key, Func<IReadOnlyList<Uri>> edges)
    {
        _edges = edges;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public int Acknowledged => _decisions.Count;

    public int Resent => Volatile.Read(ref _resent);

    /// <summary>From now on each account's first answer is timed.</summary>
    public void Mark()
    {
        _firstSince.Clear();
        Volatile.Write(ref _markedAt, TimeProvider.System.GetTimestamp());
    }

    /// <summary>Waits until every account was answered since the mark.</summary>
    public async Task AllAnswered(int accounts)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (_firstSince.Count < accounts)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>The longest that any account waited for its first answer since the mark.</summary>
    public TimeSpan LongestWait =>
        TimeProvider.System.GetElapsedTime(Volatile.Read(ref _markedAt), _firstSince.Values.DefaultIfEmpty().Max());

    /// <summary>The newest decision of each account.</summary>
    public IReadOnlyList<string> Newest(int accounts) =>
        [.. Enumerable.Range(0, accounts).Select(account => _decisions[Id(account, _sent[account] - 1)])];

    /// <summary>Sends one after the other for each account, without hurry, until it is told to stop.</summary>
    public Task RunUntil(int accounts, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, accounts).Select(account => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Next(account);
                await Task.Delay(Pause, TimeProvider.System);
            }
        })));

    public Task Run(int accounts, int each) =>
        Task.WhenAll(Enumerable.Range(0, accounts).Select(account => Task.Run(async () =>
    {
        while (_sent.GetValueOrDefault(account) < each)
        {
            await Next(account);
        }
    })));

    /// <summary>
    /// Sends everything once more; returns how many were new, or were given another decision than the first time.
    /// </summary>
    public async Task<(int New, int Different)> SendAgain()
    {
        int fresh = 0, different = 0;
        await Parallel.ForEachAsync(
            _sent.SelectMany(sent => Enumerable.Range(0, sent.Value).Select(number => (account: sent.Key, number))),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (each, _) =>
            {
                var answer = await Send(each.account, each.number);
                Interlocked.Add(ref fresh, answer.GetProperty("duplicate").GetBoolean() ? 0 : 1);
                var same = _decisions[Id(each.account, each.number)] == answer.GetProperty("decision").GetString();
                Interlocked.Add(ref different, same ? 0 : 1);
            });
        return (fresh, different);
    }

    /// <summary>Waits until so many are acknowledged, or the load is over.</summary>
    public async Task Reach(Task running, int acknowledged)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (Acknowledged < acknowledged && !running.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Id(int account, int number) => $"T-{account}-{number}";

    private async Task Next(int account)
    {
        var number = _sent.GetValueOrDefault(account);
        var answer = await Send(account, number);
        _decisions[Id(account, number)] = answer.GetProperty("decision").GetString()!;
        _firstSince.TryAdd(account, TimeProvider.System.GetTimestamp());
        _sent[account] = number + 1;
    }

    private async Task<JsonElement> Send(int account, int number)
    {
        var body = new
        {
            id = Id(account, number),
            account = $"account-{account}",
            at = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number),
            amount = "25.50",
            currency = "MYR",
            direction = "debit",
        };
        for (var tries = 0; ; tries++)
        {
            var edges = _edges();
            if (await Try(new Uri(edges[(account + tries) % edges.Count], "/v1/transactions"), body) is { } answer)
            {
                return answer;
            }

            Interlocked.Increment(ref _resent);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task<JsonElement?> Try(Uri url, object body)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(url, body);
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>() : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
    }
}
