using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Engine;
using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Benchmarks.Memory;

/// <summary>Sends to the actors of this process, whichever engine hosts them, without HTTP in front.</summary>
internal sealed class ActorLoad(IActors actors, TenantId tenant, IPseudonyms pseudonyms)
{
    /// <summary>Callers that send at once, each its next when it has its answer.</summary>
    public const int Callers = 2_000;

    private const int BatchMax = 128;

    public static List<Work> OneEach(int first, int count, int number) =>
        [.. Enumerable.Range(first, count).Select(account => new Work(account, [number]))];

    /// <summary>
    /// Sends what there is, an account's transactions together as the edge would; throws where one was not decided.
    /// </summary>
    public async Task<ActorRound> Send(List<Work> works)
    {
        var caller = new Caller(tenant, "bench", Roles.Ingest, "bench");
        var next = -1;
        var failed = 0;
        var latencies = new Quantiles(works.Count);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < works.Count)
            {
                var began = Stopwatch.GetTimestamp();
                if (!await One(caller, works[i]))
                {
                    Interlocked.Increment(ref failed);
                }

                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                lock (latencies)
                {
                    latencies.Add(took);
                }
            }
        })));
        return failed == 0
            ? new ActorRound(works.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies)
            : throw new InvalidOperationException($"{failed:N0} of {works.Count:N0} accounts were not decided");
    }

    private async Task<bool> One(Caller caller, Work work)
    {
        var name = "M" + work.Account.ToString(CultureInfo.InvariantCulture);
        foreach (var numbers in work.Numbers.Chunk(BatchMax))
        {
            var batch = new TransactionBatch(name, [.. numbers.Select(number => Transaction(name, number))]);
            var outcome = await actors.Account(tenant, pseudonyms.Account(name)).Assess(caller, batch);
            if (outcome is not AssessOutcome.Answered { Answers: var answers }
                || answers.Any(answer => answer is not Answer.Decided))
            {
                return false;
            }
        }

        return true;
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
internal sealed record ActorRound(double Rate, Quantiles Latencies);
