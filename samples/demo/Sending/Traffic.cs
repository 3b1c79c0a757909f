using System.Runtime.CompilerServices;
using OrleansRisk.Client;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Samples.Demo.Samples;

namespace OrleansRisk.Samples.Demo.Sending;

/// <summary>Sends one sample to one tenant, and keeps of the answers what the demo tells later.</summary>
internal sealed class Traffic(string name, RiskClient client, IReadOnlyList<SampleLine> lines, TimeProvider time)
{
    private readonly long[] _handed = new long[lines.Count];
    private readonly PriorityQueue<Scored, (double, long)> _suspicious = new();

    public string Name { get; } = name;

    public RiskClient Client { get; } = client;

    public IReadOnlyList<SampleLine> Lines { get; } = lines;

    /// <summary>Pseudonyms of the accounts that answered, by the lender's id.</summary>
    public Dictionary<string, string> AccountIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Told each decision as it arrives.</summary>
    public Action<SampleLine, DecisionBody> Decided { get; set; } = (_, _) => { };

    /// <summary>Lines that were refused, by code.</summary>
    public Dictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    public async Task Run(Counters counters, Latencies latencies, AckFile acks, Action<Interruption> interrupted,
        CancellationToken cancel)
    {
        var options = new SendOptions
        {
            InFlightMax = Limits.InFlight,
            Interrupted = interrupted,
            GiveUpAfter = Limits.SilenceMax,
            BackOffMax = TimeSpan.FromSeconds(1),
        };
        await foreach (var answer in Client.Transactions.SendAsync(Handing(counters, cancel), options, cancel))
        {
            var line = Lines[(int)answer.Number - 1];
            var decision = (answer as TransactionAnswer.Decided)?.Decision;
            if (answer.Attempts == 1)
            {
                latencies.Add(time.GetElapsedTime(_handed[answer.Number - 1]));
            }

            if (decision is not null)
            {
                acks.Write(Name, decision);
                Keep(line, decision);
            }
            else
            {
                var code = ((TransactionAnswer.Refused)answer).Problem.Code;
                Refusals[code] = Refusals.GetValueOrDefault(code) + 1;
            }

            counters.Answer(
                flagged: decision?.Outcome is Outcomes.Review or Outcomes.Decline,
                refused: decision is null,
                duplicate: decision?.Duplicate == true,
                again: answer.Attempts > 1);
        }
    }

    /// <summary>The most suspicious first: by score, then by how few score as high, then by time.</summary>
    public IReadOnlyList<Scored> MostSuspicious() =>
        [.. _suspicious.UnorderedItems.OrderByDescending(i => i.Priority).Select(i => i.Element)];

    private async IAsyncEnumerable<TransactionLine> Handing(
        Counters counters, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            counters.Take();
            _handed[i] = time.GetTimestamp();
            yield return Lines[i].Line;
        }

        await Task.CompletedTask;
    }

    private void Keep(SampleLine line, DecisionBody decision)
    {
        AccountIds[line.Account] = decision.AccountId;
        Decided(line, decision);
        var rank = (decision.Anomaly.Score - decision.Anomaly.AlertRate, -line.At.Ticks);
        _suspicious.Enqueue(new Scored(line, decision), rank);
        if (_suspicious.Count > Limits.MostSuspicious)
        {
            _suspicious.Dequeue();
        }
    }
}

/// <summary>A line beside its decision.</summary>
internal sealed record Scored(SampleLine Line, DecisionBody Decision);
