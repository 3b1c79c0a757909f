using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Folding;

/// <summary>
/// Folds a timeline in the order in which things happened. Pure: state, records and tables in, state out. Each
/// transaction keeps what was read for it when it was recorded; what came before in its life is found anew.
/// </summary>
internal sealed class TimelineFold(
    ushort scoringVersion, RebuildPlan plan, IPseudonyms pseudonyms, Func<DecisionInputs, ReferenceTables> tables,
    byte[] state)
{
    private readonly FoldedLifecycles _folded = new(pseudonyms, plan.Profile.CurrencyNumber);
    private readonly CivilClock _clock = CivilClock.Of(plan.Profile.Zone);

    /// <summary>What waits for a transaction that comes later in time, by the ids it names.</summary>
    private readonly Dictionary<string, List<TimelineRow>> _parked = new(StringComparer.Ordinal);
    private readonly HashSet<long> _leftOut = [];

    /// <summary>Transactions that could not come at their place, and are not folded.</summary>
    public int LeftOut => _leftOut.Count;

    public OutcomeSwaps Swaps { get; private set; }

    public void Run(RecordedTimeline timeline)
    {
        Begin(timeline);
        var rows = timeline.Rows.Where(row => plan.Counts(row.Sequence)).Order();
        var labels = new Queue<LabelEvent>(timeline.Labels
            .Where(label => label.Transaction <= timeline.From
                ? !timeline.BeginsAnew
                : plan.Counts(label.Transaction) || timeline.Corrected.ContainsKey(label.Transaction))
            .OrderBy(static label => label.KnownAt).ThenBy(static label => label.Sequence));
        var days = new Queue<DayEvent>(timeline.Days
            .OrderBy(static day => day.Day).ThenBy(static day => day.Sequence));
        foreach (var row in rows)
        {
            // A label stands behind what happened by then, a closed day behind its last transaction.
            while (labels.TryPeek(out var label) && label.KnownAt < row.Entry.Transaction.At)
            {
                Assessment.Label(scoringVersion, state, labels.Dequeue());
            }

            while (days.TryPeek(out var day) && day.Day < DayOf(row).Day)
            {
                Assessment.CloseDay(scoringVersion, state, days.Dequeue(), out _);
            }

            Place(row);
        }

        while (labels.TryDequeue(out var label))
        {
            Assessment.Label(scoringVersion, state, label);
        }

        while (days.TryDequeue(out var day))
        {
            Assessment.CloseDay(scoringVersion, state, day, out _);
        }
    }

    /// <summary>Says the number of the newest event, so that the state is one of the account as of it.</summary>
    public static void Finish(ushort scoringVersion, RebuildPlan plan, long sequence, byte[] state) =>
        Assessment.ChangeSettings(
            scoringVersion, state,
            new SettingsEvent(sequence, plan.Profile.CurrencyNumber, plan.Profile.OpenedDay));

    private void Begin(RecordedTimeline timeline)
    {
        if (timeline.From == 0 || timeline.BeginsAnew)
        {
            AccountState.Initialize(state, plan.Profile.CurrencyNumber, plan.Profile.OpenedDay);
            return;
        }

        timeline.State.CopyTo(state, 0);
        Finish(scoringVersion, plan, timeline.From, state);
    }

    /// <summary>Folds a transaction, and what has waited for it to come.</summary>
    private void Place(TimelineRow row)
    {
        var next = new Queue<TimelineRow>([row]);
        while (next.TryDequeue(out var each))
        {
            if (Fold(each))
            {
                Unpark(each.Entry.Transaction, next);
            }
        }
    }

    private bool Fold(TimelineRow row)
    {
        var transaction = TransactionOf(row);
        var inputs = row.Entry.Inputs;
        var match = AccountState.Find(state, inputs.Identity, transaction.At);
        if (match.Kind == IdentityKind.Known || _folded.Holds(inputs.Identity))
        {
            _leftOut.Add(row.Sequence);
            return false;
        }

        var seen = _folded.SeenOf(match, inputs.Identity);
        var prior = new PriorLifecycle(seen, 0, 0);
        if (LifecycleReader.AsksForLifecycle(transaction, seen))
        {
            var lifecycle = _folded.Of(transaction);
            if (lifecycle.Refuse(transaction) is { } refused)
            {
                Park(row, refused.Code);
                return false;
            }

            prior = lifecycle.Prior(transaction);
            if (scoringVersion >= ScoringVersions.Three && lifecycle.BookedRules(transaction) is { } rules)
            {
                inputs = inputs with { Category = rules.Category, CategoryRulesVersion = rules.Version };
            }
        }

        inputs = InputsOf(row, inputs with { Prior = prior });
        Assessment.Assess(scoringVersion, state, transaction, inputs, tables(inputs), out var decision);
        Compare(row.Entry, decision);
        _folded.Add(transaction, inputs with { Category = decision.ObservedCategory });
        _leftOut.Remove(row.Sequence);
        return true;
    }

    /// <summary>
    /// A rate was stated into the currency that the account had then: into another one nothing is known.
    /// </summary>
    private Transaction TransactionOf(TimelineRow row)
    {
        var transaction = row.Entry.Transaction;
        return transaction.Fx is not null && row.RecordedUnder.CurrencyNumber != plan.Profile.CurrencyNumber
            ? transaction with { Fx = null }
            : transaction;
    }

    /// <summary>Live decisions that had an outcome, beside what they would be.</summary>
    private void Compare(AssessedEntry entry, in Decision now)
    {
        if (entry.Decision.Outcome == Outcome.None || now.Outcome == Outcome.None)
        {
            return;
        }

        var (then, swaps) = (entry.Decision, Swaps);
        Swaps = new OutcomeSwaps(
            swaps.Compared + 1, swaps.Moved + (then.Anomaly.Score != now.Anomaly.Score ? 1 : 0),
            swaps.Harsher + (now.Outcome > then.Outcome ? 1 : 0), swaps.Milder + (now.Outcome < then.Outcome ? 1 : 0));
    }

    private DecisionInputs InputsOf(TimelineRow row, in DecisionInputs inputs)
    {
        var (day, offset) = DayOf(row);
        return inputs with
        {
            CivilDay = day,
            OffsetMinutes = offset,
            Figures = inputs.Figures.For(scoringVersion),
            Replaced = scoringVersion >= ScoringVersions.Two && row.Entry.Transaction.Replaces is { } earlier
                ? ReplacedIds.Of(pseudonyms, earlier)
                : 0,
            ModelDeploymentVersion = scoringVersion >= ScoringVersions.Three ? inputs.ModelDeploymentVersion : 0,
        };
    }

    private (int Day, short OffsetMinutes) DayOf(TimelineRow row) =>
        string.Equals(row.RecordedUnder.Zone, plan.Profile.Zone, StringComparison.Ordinal)
            ? (row.Entry.Inputs.CivilDay, row.Entry.Inputs.OffsetMinutes)
            : _clock.At(row.Entry.Transaction.At, row.Entry.Transaction.DayOnly);

    private void Park(TimelineRow row, string code)
    {
        if (_leftOut.Add(row.Sequence) && code == "transaction_unknown")
        {
            Put(row.Entry.Transaction.Id, row);
            if (row.Entry.Transaction.Replaces is { } earlier)
            {
                Put(earlier, row);
            }
        }
    }

    private void Put(string id, TimelineRow row)
    {
        if (!_parked.TryGetValue(id, out var parked))
        {
            _parked.Add(id, parked = []);
        }

        parked.Add(row);
    }

    private void Unpark(Transaction transaction, Queue<TimelineRow> next)
    {
        if (_parked.Count == 0)
        {
            return;
        }

        foreach (var id in (string?[])[transaction.Id, transaction.Replaces])
        {
            foreach (var row in id is not null && _parked.TryGetValue(id, out var parked) ? parked : [])
            {
                if (_leftOut.Contains(row.Sequence) && !next.Contains(row))
                {
                    next.Enqueue(row);
                }
            }
        }
    }
}
