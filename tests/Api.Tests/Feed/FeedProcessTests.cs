using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>Two hosts in processes of their own over one database, both written to and both read from.</summary>
public sealed class FeedProcessTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Subscribers = 10, Rounds = 6, LinesPerRound = 60, Accounts = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _keyFile = Path.Combine(Path.GetTempPath(), $"risk-feed-{Guid.NewGuid():n}.kek");
    private readonly TestDatabase _database = new();
    private readonly HostProcess[] _hosts = new HostProcess[2];
    private string _key = "";

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _hosts[0] = await HostProcess.Start(_database, _keyFile);
        _key = (await _hosts[0].Tenant("ingest", "read")).Key;
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts.OfType<HostProcess>())
        {
            await host.DisposeAsync();
        }

        await _database.DisposeAsync();
        File.Delete(_keyFile);
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Subscribers_CutAtRandomWhileHostsRestartAndTwoWrite_EachSeeEveryUpdateInOrder()
    {
        _hosts[1] = await HostProcess.Start(_database, _keyFile);
        using var first = _hosts[0].Client(_key);
        var subscription = await first.Subscribe("""{"filter":{"events":["score.updated"]}}""");
        var (_, start) = await first.All(subscription, "now");
        var decided = new ConcurrentDictionary<string, byte>();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Subscribers)
            .Select(seed => Task.Run(() => Read(subscription, start, new Random(seed), decided, done))).ToList();

        for (var round = 0; round < Rounds; round++)
        {
            // Each account's next lines go to the other host: its records lie in both writers in turn.
            await Task.WhenAll(
                Write(round % 2, round, Enumerable.Range(0, LinesPerRound / 2), decided),
                Write(1 - (round % 2), round, Enumerable.Range(LinesPerRound / 2, LinesPerRound / 2), decided));
            if (round is 1 or 3)
            {
                await Restart(round == 1 ? 0 : 1, kill: round == 3);
            }
        }

        await done.CancelAsync();
        foreach (var seen in await Task.WhenAll(readers).WaitAsync(Patience))
        {
            Assert.Equal(Rounds * LinesPerRound, decided.Count);
            Assert.Equal(decided.Keys.Order(), seen.Select(told => told.Decision).Distinct().Order());
            foreach (var account in seen.DistinctBy(told => told.Id).GroupBy(told => told.Account))
            {
                Assert.Equal(account.Select(told => told.Decision).OrderBy(Counted, StringComparer.Ordinal),
                    account.Select(told => told.Decision));
            }

            Assert.All(
                seen.GroupBy(told => told.Decision), told => Assert.Single(told.Select(each => each.Id).Distinct()));
        }
    }

    [Fact]
    public async Task Subscriber_ThatStopsReading_CostsNoMemoryAndComesBackWithItsCursor()
    {
        const int lines = 12_000;
        using var client = _hosts[0].Client(_key);
        await client.Send(Recent.Lines(1_000, accounts: 50), "?answers=none");
        var subscription = await client.Subscribe("""{"filter":{"events":["score.updated"]}}""");
        var (_, start) = await client.All(subscription, "now");
        using var stopped = await Open(subscription, start);
        _hosts[0].ForgetPeak();
        var before = _hosts[0].PeakBytes;

        await client.Send(Recent.Lines(lines, accounts: 50, from: 1_000), "?answers=none");
        var growth = _hosts[0].PeakBytes - before;
        var (all, _) = await client.All(subscription, start);

        Assert.Equal(lines, all.Count);
        Assert.Equal(lines, all.Select(told => told.Id).Distinct().Count());
        Assert.True(growth < 200L << 20, $"the host's memory grew by {growth >> 20} MB");
    }

    /// <summary>Reads from one host or the other, is cut after a few events, and now and then begins earlier.</summary>
    private async Task<List<Told>> Read(
        string subscription, string start, Random random, ConcurrentDictionary<string, byte> decided,
        CancellationTokenSource done)
    {
        var seen = new List<Told>();
        var distinct = new HashSet<string>();
        while (!done.IsCancellationRequested || distinct.Count < decided.Count)
        {
            var again = random.Next(4) == 0 && seen.Count > 0 ? seen[random.Next(seen.Count)].Cursor : null;
            using var cut = new CancellationTokenSource(TimeSpan.FromSeconds(random.Next(1, 6)), TimeProvider.System);
            var left = random.Next(1, 80);
            try
            {
                using var client = _hosts[random.Next(2)].Client(_key);
                var after = again ?? (seen.Count == 0 ? start : seen[^1].Cursor);
                await foreach (var told in client.Stream(subscription, after, cut.Token))
                {
                    seen.Add(told);
                    distinct.Add(told.Decision);
                    if (--left == 0)
                    {
                        break;
                    }
                }
            }
            catch (Exception gone) when (gone is OperationCanceledException or HttpRequestException or IOException
                or Xunit.Sdk.XunitException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }

        return seen;
    }

    private async Task Write(
        int host, int round, IEnumerable<int> numbers, ConcurrentDictionary<string, byte> decided)
    {
        using var client = _hosts[host].Client(_key);
        var left = numbers.ToDictionary(
            number => $"R{round}-{number}", number => Recent.Line($"R{round}-{number}", $"A-{number % Accounts}"));
        while (left.Count > 0)
        {
            var lines = left.ToList();
            var answers = await client.Send(string.Concat(lines.Select(line => line.Value + "\n")));
            foreach (var answer in answers.Where(each => each.TryGetProperty("decision", out _)))
            {
                decided.TryAdd(answer.GetProperty("decision").GetString()!, 0);
                left.Remove(answer.GetProperty("transaction").GetString()!);
            }
        }
    }

    private async Task Restart(int index, bool kill)
    {
        var old = _hosts[index];
        if (kill)
        {
            await old.Kill();
        }
        else
        {
            await old.Stop();
        }

        _hosts[index] = await HostProcess.Start(_database, _keyFile);
        await old.DisposeAsync();
    }

    /// <summary>Base 32 counts its letters before its digits.</summary>
    internal static string Counted(string decision) =>
        string.Concat(decision.Select(letter => char.IsAsciiDigit(letter) ? (char)(letter + 'z') : letter));

    /// <summary>Asks for the stream over a socket that takes little, and reads nothing.</summary>
    private async Task<Socket> Open(string subscription, string after)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(_hosts[0].Http1.Host, _hosts[0].Http1.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {EventReader.Path(subscription, after, "")} HTTP/1.1\r\nHost: risk\r\n"
            + $"Accept: text/event-stream\r\nAuthorization: Bearer {_key}\r\n\r\n"));
        var head = new byte[16];
        Assert.True(await socket.ReceiveAsync(head) > 0);
        Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(head), StringComparison.Ordinal);
        return socket;
    }
}
