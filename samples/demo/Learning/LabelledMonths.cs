using OrleansRisk.Client;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Labels;
using OrleansRisk.Samples.Demo.Samples;

namespace OrleansRisk.Samples.Demo.Learning;

/// <summary>
/// Purchases as a lender with labels sends them: a past as history, then week after week, each behind the labels that
/// are known by then. A model counts on labels coming as they came when it learned.
/// </summary>
internal sealed class LabelledMonths(
    RiskClient lender, IReadOnlyList<SampleLine> lines, TrainingDays training, TimeProvider time)
{
    private const int DaysOfWeek = 7;
    private int _labelled;

    public async Task Load(IReadOnlyList<SampleLine> past, CancellationToken cancel)
    {
        var history = new SendOptions { Mode = SendMode.History, InFlightMax = Limits.InFlight };
        await foreach (var answer in lender.Transactions.SendAsync(Handing(past), history, cancel))
        {
            if (answer is TransactionAnswer.Refused refused)
            {
                throw new InvalidOperationException($"a purchase was refused: {refused.Problem.Code}");
            }
        }
    }

    public async Task<List<(SampleLine Line, DecisionBody Decision)>> Score(
        IReadOnlyList<SampleLine> rest, CancellationToken cancel)
    {
        var answered = new List<(SampleLine, DecisionBody)>(rest.Count);
        foreach (var week in rest.GroupBy(line =>
            (DateOnly.FromDateTime(line.At.UtcDateTime).DayNumber - training.Known.DayNumber) / DaysOfWeek))
        {
            var begins = training.Known.AddDays(week.Key * DaysOfWeek);
            await LabelUntil(begins.AddDays(-training.Delay), cancel);
            await Task.Delay(Limits.PublishedWithin, time, cancel);
            var purchases = week.ToList();
            await foreach (var answer in lender.Transactions.SendAsync(
                Handing(purchases), new SendOptions { InFlightMax = Limits.InFlight }, cancel))
            {
                if (answer is TransactionAnswer.Decided { Decision: var decision })
                {
                    answered.Add((purchases[(int)answer.Number - 1], decision));
                }
            }
        }

        return answered;
    }

    /// <summary>What became of every purchase before a day, as far as it was not said yet.</summary>
    private async Task LabelUntil(DateOnly day, CancellationToken cancel)
    {
        var known = lines.Skip(_labelled).TakeWhile(line => DateOnly.FromDateTime(line.At.UtcDateTime) < day).ToList();
        _labelled += known.Count;
        await Parallel.ForEachAsync(
            known, new ParallelOptions { MaxDegreeOfParallelism = Limits.LabelsAtOnce, CancellationToken = cancel },
            async (line, stop) => await lender.Labels.CreateAsync(
                new LabelBody
                {
                    Account = line.Account,
                    Transaction = line.Transaction,
                    Label = line.Truth is null ? LabelKinds.Genuine : LabelKinds.Fraud,
                    KnownAt = line.At.AddDays(training.Delay),
                    Source = "chargeback",
                }, stop));
    }

    private static async IAsyncEnumerable<TransactionLine> Handing(IEnumerable<SampleLine> some)
    {
        foreach (var line in some)
        {
            yield return line.Line;
        }

        await Task.CompletedTask;
    }
}
