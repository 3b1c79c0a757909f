using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
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
    private const int LinesAtOnce = 200; // few enough to be sent whole before the first answer is read

    private readonly HttpClient _http =
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = Patience };
    private readonly ConcurrentDictionary<string, string> _decisions = new();
    private readonly ConcurrentDictionary<int, long> _firstSince = new();
    private readonly ConcurrentDictionary<int, int> _sent = new();
    private readonly ConcurrentDictionary<int, long> _answeredAt = new();
    private readonly Func<IReadOnlyList<Uri>> _edges;
    private readonly string _accounts;
    private long _markedAt;
    private long _longestGap;
    private int _resent;

    /// <param name="key">The lender's.</param>
    /// <param name="edges">Those of silos that are there just now; asked before each try.</param>
    /// <param name="accounts">What its accounts' names begin with.</param>
    public AcknowledgedLoad(string key, Func<IReadOnlyList<Uri>> edges, string accounts = "account")
    {
        (_edges, _accounts) = (edges, accounts);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public int Acknowledged => _decisions.Count;

    /// <summary>The decision each transaction was given, by its id.</summary>
    public IReadOnlyDictionary<string, string> Decisions => _decisions;

    public int Resent => Volatile.Read(ref _resent);

    /// <summary>
    /// From now on each account's first answer is timed, and every gap between two. An answer counts that was asked
    /// for from now on: one that was under way says nothing of what has happened just before.
    /// </summary>
    public void Mark()
    {
        Volatile.Write(ref _markedAt, TimeProvider.System.GetTimestamp());
        _firstSince.Clear();
        Volatile.Write(ref _longestGap, 0);
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

    /// <summary>
    /// The longest that any account was without an answer since the mark, those included that wait just now.
    /// </summary>
    public TimeSpan LongestGap => new(_answeredAt.Values.Select(Since).Append(Volatile.Read(ref _longestGap)).Max());

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
    /// Sends everything once more, as a lender sends a file: many lines in one upload. Returns how many were new, or
    /// were given another decision than the first time.
    /// </summary>
    public async Task<(int New, int Different)> SendAgain()
    {
        int fresh = 0, different = 0;
        var all = _sent.SelectMany(sent => Enumerable.Range(0, sent.Value).Select(number => (sent.Key, number)));
        await Parallel.ForEachAsync(
            all.Chunk(LinesAtOnce), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (lines, _) =>
            {
                foreach (var (id, answer) in await Again(lines))
                {
                    Interlocked.Add(ref fresh, answer.GetProperty("duplicate").GetBoolean() ? 0 : 1);
                    var same = _decisions[id] == answer.GetProperty("decision").GetString();
                    Interlocked.Add(ref different, same ? 0 : 1);
                }
            });
        return (fresh, different);
    }

    /// <summary>Sends one to a silo, this once; null where nothing came back.</summary>
    public async Task<HttpStatusCode?> Once(Uri edge, int account, int number)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = _http.DefaultRequestHeaders.Authorization;
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(edge, "/v1/transactions"), Body(account, number));
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
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
        var (answer, asked) = await Send(account, number);
        _decisions[Id(account, number)] = answer.GetProperty("decision").GetString()!;
        if (_answeredAt.TryGetValue(account, out var before))
        {
            InterlockedMax(ref _longestGap, Since(before));
        }

        _answeredAt[account] = TimeProvider.System.GetTimestamp();
        if (asked >= Volatile.Read(ref _markedAt))
        {
            _firstSince.TryAdd(account, TimeProvider.System.GetTimestamp());
        }

        _sent[account] = number + 1;
    }

    /// <summary>Ticks since then, or since the mark where that was later.</summary>
    private long Since(long timestamp) => TimeProvider.System.GetElapsedTime(
        Math.Max(timestamp, Math.Min(Volatile.Read(ref _markedAt), TimeProvider.System.GetTimestamp()))).Ticks;

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    /// <summary>The answer, and when the try that was answered began.</summary>
    private async Task<(JsonElement Answer, long Asked)> Send(int account, int number)
    {
        for (var tries = 0; ; tries++)
        {
            var edges = _edges();
            var asked = TimeProvider.System.GetTimestamp();
            using var body = JsonContent.Create(Body(account, number));
            if (await Try(edges[(account + tries) % edges.Count], body) is { } answer)
            {
                return (JsonSerializer.Deserialize<JsonElement>(answer), asked);
            }

            Interlocked.Increment(ref _resent);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Each line's decision; the lines that were not given one by the upload are sent one by one.</summary>
    private async Task<Dictionary<string, JsonElement>> Again((int Account, int Number)[] lines)
    {
        var upload = string.Join('\n', lines.Select(line => JsonSerializer.Serialize(Body(line.Account, line.Number))));
        using var body = new StringContent(upload, Encoding.UTF8, "application/x-ndjson");
        var edges = _edges();
        var answers = await Try(edges[lines[0].Account % edges.Count], body) ?? "";
        var decided = answers.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Where(line => line.TryGetProperty("decision", out _) && line.TryGetProperty("duplicate", out _))
            .ToDictionary(line => line.GetProperty("line").GetInt32());
        var all = new Dictionary<string, JsonElement>();
        for (var i = 0; i < lines.Length; i++)
        {
            var (account, number) = lines[i];
            all[Id(account, number)] = decided.TryGetValue(i + 1, out var answer)
                ? answer
                : (await Send(account, number)).Answer;
        }

        return all;
    }

    private object Body(int account, int number) => new
    {
        id = Id(account, number),
        account = $"{_accounts}-{account}",
        at = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number),
        amount = "25.50",
        currency = "MYR",
        direction = "debit",
    };

    private async Task<string?> Try(Uri edge, HttpContent body)
    {
        try
        {
            using var response = await _http.PostAsync(new Uri(edge, "/v1/transactions"), body);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
    }
}
