using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Client;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// A lender with one transaction of each account under way: the next is sent once the one before is answered, and the
/// same again until it is. So each account's answers say when it was served, whatever the others met.
/// </summary>
public sealed class Callers : IAsyncDisposable
{
    private static readonly TimeSpan TryMax = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentQueue<Served> _answers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<string> _accounts;
    private readonly string _prefix;
    private readonly Task _all;
    private RiskClient _client;

    private Callers(int port, string key, int accounts, string prefix)
    {
        _prefix = prefix;
        _accounts = [.. Enumerable.Range(0, accounts).Select(number => $"{prefix}-{number:000}")];
        (Key, _client) = (key, Connect(port, key));
        _all = Task.WhenAll(_accounts.Select(Call));
    }

    public IReadOnlyList<string> Accounts => _accounts;

    public IReadOnlyCollection<Served> Answers => _answers;

    public IReadOnlyList<Acknowledged> Acknowledged => [.. _answers.Select(answer => answer.As)];

    private string Key { get; }

    public static Callers Start(int port, string key, int accounts, string prefix) => new(port, key, accounts, prefix);

    /// <summary>From the next try on, another host is asked.</summary>
    public void TurnTo(int port) => Interlocked.Exchange(ref _client, Connect(port, Key)).Dispose();

    /// <summary>Waits for a state of the answers.</summary>
    public async Task Until(Func<bool> reached, TimeSpan most, Func<string> otherwise)
    {
        var patience = Stopwatch.StartNew();
        while (!reached())
        {
            if (patience.Elapsed > most)
            {
                throw new TimeoutException(otherwise());
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Answers of each account since a moment, none where it had none.</summary>
    public ILookup<string, Served> Since(long moment) =>
        _answers.Where(answer => answer.At > moment).ToLookup(answer => answer.As.Account);

    /// <summary>Sends nothing more and waits for what is under way.</summary>
    public async Task Finish()
    {
        await _stop.CancelAsync();
        await _all;
    }

    public async ValueTask DisposeAsync()
    {
        await Finish();
        _client.Dispose();
        _stop.Dispose();
    }

    private static RiskClient Connect(int port, string key) =>
        RiskClient.Connect(new Uri($"http://127.0.0.1:{port}"), key);

    private async Task Call(string account)
    {
        await Task.Yield();
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            var transaction = Transaction(account, number);
            for (var answered = false; !answered;)
            {
                answered = await Try(transaction);
                if (!answered)
                {
                    await Task.Delay(Pause, TimeProvider.System);
                }
            }
        }
    }

    private async Task<bool> Try(TransactionBody transaction)
    {
        using var patience = new CancellationTokenSource(TryMax);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var decision = await _client.Transactions.AssessAsync(transaction, patience.Token);
            _answers.Enqueue(new Served(Known(decision), Stopwatch.GetTimestamp(), Stopwatch.GetElapsedTime(began)));
            return true;
        }
        catch (Exception e) when (e is RiskException or OperationCanceledException or ObjectDisposedException)
        {
            return false; // not acknowledged: it is sent again
        }
    }

    private static Acknowledged Known(DecisionBody decision) => new(
        decision.Account!, decision.Transaction, decision.Decision!, decision.Outcome!,
        decision.Anomaly.Score.ToString(CultureInfo.InvariantCulture), decision.Duplicate);

    private TransactionBody Transaction(string account, int number) => new()
    {
        Id = $"{_prefix}-{number:000000}",
        Account = account,
        At = TimeProvider.System.GetUtcNow(),
        Amount = (10 + (number % 90)).ToString(CultureInfo.InvariantCulture) + ".00",
        Currency = "MYR",
        Direction = "debit",
        Status = "booked",
        Counterparty = $"merchant {number % 7}",
    };
}

/// <summary>An acknowledgement, when it came, and how long its last try had taken.</summary>
public sealed record Served(Acknowledged As, long At, TimeSpan Took);
