using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Benchmarks.Memory;

/// <summary>Sends to the actors of this process, whichever engine hosts them, without HTTP in front.</summary>
internal sealed class ActorLoad(IActors actors, TenantId tenant, IPseudonyms pseudonyms)
{
    /// <summary>Callers that send at once, each its next when it has its answer.</summary>
    public const int Callers = 2_000;

    private const int BatchMax = 128;

    /// <summary>
    /// Times a batch is sent that was not recorded, or of which nobody knows, as a lender's sender would.
    /// </summary>
    private const int Tries = 8;

    public static List<Work> OneEach(int first, int count, int number) =>
        [.. Enumerable.Range(first, count).Select(account => new Work(account, [number]))];

    /// <summary>
    /// Sends what there is, an account's transactions together as the edge would, and again what was not recorded;
    /// throws where one was not decided in the end.
    /// </summary>
    public async Task<ActorRound> Send(List<Work> works)
    {
        var caller = new Caller(tenant, "bench", Roles.Ingest, "bench");
        var next = -1;
        var again = 0;
        var failures = new ConcurrentBag<string>();
        var latencies = new Quantiles(works.Count);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < works.Count)
            {
                var began = Stopwatch.GetTimestamp();
                foreach (var batch in Batches(works[i]))
                {
                    var (tries, failure) = await Decided(caller, batch);
                    Interlocked.Add(ref again, tries - 1);
                    if (failure is not null)
                    {
                        failures.Add(failure);
                    }
                }

                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                lock (latencies)
                {
                    latencies.Add(took);
                }
            }
        })));
        return failures.IsEmpty
            ? new ActorRound(works.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies, again)
            : throw new InvalidOperationException(
                $"{failures.Count:N0} batches of {works.Count:N0} accounts were not decided: {failures.First()}");
    }

    private static IEnumerable<TransactionBatch> Batches(Work work)
    {
        var name = "M" + work.Account.ToString(CultureInfo.InvariantCulture);
        return work.Numbers.Chunk(BatchMax).Select(numbers =>
            new TransactionBatch(name, [.. numbers.Select(number => Transaction(name, number))]));
    }

    /// <returns>How often it was sent, and what the last answer was where that was no decision.</returns>
    private async Task<(int Tries, string? Failure)> Decided(Caller caller, TransactionBatch batch)
    {
        for (var tries = 1; ; tries++)
        {
            var outcome = await actors.Account(tenant, pseudonyms.Account(batch.Account)).Assess(caller, batch);
            var wait = outcome.Failure switch
            {
                Failure.Retry later => later.After,
                Failure.Unknown => TimeSpan.Zero,
                _ => Timeout.InfiniteTimeSpan,
            };
            if (wait == Timeout.InfiniteTimeSpan || tries == Tries)
            {
                var decided = outcome.Value is { Answers: var answers }
                    && answers.All(answer => answer is Answer.Decided);
                return (tries, decided ? null : outcome.ToString());
            }

            await Task.Delay(wait, TimeProvider.System);
        }
    }

    private static Transaction Transaction(string account, int number) => new()
    {
        Id = $"{account}-{number}",
        At = 1_767_225_600_000 + (number * 1_000L),
        AmountMinor = 1_000 + (number % 97 * 35),
        Currency = Currency.FromNumber(458),
        Direction = Direction.Debit,
        Counterparty = "Kedai Runcit " + (number % 7),
        Mcc = 5411,
        Channel = "card",
        Country = "MY",
    };
}

/// <summary>Transactions of an account, by number.</summary>
internal sealed record Work(int Account, int[] Numbers);

/// <param name="Rate">Accounts a second.</param>
/// <param name="Again">Batches that were sent again, for they were not recorded or nobody knew.</param>
internal sealed record ActorRound(double Rate, Quantiles Latencies, int Again);
