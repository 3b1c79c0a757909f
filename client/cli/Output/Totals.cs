using System.Globalization;
using OrleansRisk.Client;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Cli.Output;

/// <summary>What came of a sending so far.</summary>
internal sealed class Totals
{
    public long Decided { get; private set; }

    public long Duplicates { get; private set; }

    public long Flagged { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Answered by the tenant's fallback first.</summary>
    public long Degraded { get; private set; }

    public long SentAgain { get; private set; }

    /// <summary>Why rows were refused.</summary>
    public Refusals Refusals { get; } = new();

    /// <summary>Fields that the server dropped, as it names them, with how often each came.</summary>
    public SortedDictionary<string, long> Dropped { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines that may be without an answer, as the last stream settled it; 0 before.</summary>
    public int Window { get; private set; }

    public long Answered => Decided + Refused;

    public void Add(TransactionAnswer answer)
    {
        if (answer is TransactionAnswer.Degraded)
        {
            Degraded++; // its decision is still to come
            return;
        }

        SentAgain += answer.Attempts - 1;
        if (answer is TransactionAnswer.Refused { Problem: var problem })
        {
            AddRefused(problem);
            return;
        }

        var decision = ((TransactionAnswer.Decided)answer).Decision;
        Decided++;
        Duplicates += decision.Duplicate ? 1 : 0;
        Flagged += IsFlagged(decision) ? 1 : 0;
    }

    public void AddRefused(Problem problem)
    {
        Refused++;
        Refusals.Add(problem);
    }

    /// <summary>A stream has ended in good order; the server bounds how many names it counts.</summary>
    public void Add(StreamReport ended)
    {
        Window = ended.Window;
        foreach (var (field, times) in ended.End.UnknownFields)
        {
            Dropped[field] = Dropped.GetValueOrDefault(field) + times;
        }
    }

    public static bool IsFlagged(DecisionBody decision) => decision.Outcome is Outcomes.Review or Outcomes.Decline;

    public string Sentence(TimeSpan elapsed)
    {
        var perSecond = Answered / Math.Max(elapsed.TotalSeconds, 0.001);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Answered:N0} answered, {perSecond:N0}/s: {Decided - Duplicates:N0} new, {Duplicates:N0} known before, "
            + $"{Flagged:N0} flagged, {Refused:N0} refused, {SentAgain:N0} sent again")
            + (Degraded == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Degraded:N0} by fallback first"));
    }
}
