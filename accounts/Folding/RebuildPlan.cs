using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Folding;

/// <summary>What a rebuild is to come to: the timeline as recorded, with what was asked for.</summary>
internal sealed class RebuildPlan
{
    private readonly RecordedTimeline _timeline;
    private readonly HashSet<long> _takenBack;

    private RebuildPlan(RecordedTimeline timeline, RebuildRequest request)
    {
        (_timeline, _takenBack, Closed) = (timeline, [.. timeline.TakenBack], timeline.Closed);
        if (request.RevokedSince is { } since)
        {
            ClosesNow = request.TakeBackSources.Except(timeline.Closed).Any();
            Closed = [.. timeline.Closed.Union(request.TakeBackSources).TakeLast(JournalLimits.ClosedSourcesMax)];
            BeginsAnewNow = timeline.MayHoldSince(since);
        }

        if (BeginsAnewNow)
        {
            timeline.BeginAnew();
        }

        Profile = timeline.Profile with
        {
            CurrencyNumber = request.CurrencyNumber ?? timeline.Profile.CurrencyNumber,
            Zone = request.Zone ?? timeline.Profile.Zone,
        };
    }

    /// <summary>The profile that holds from the beginning.</summary>
    public AccountProfile Profile { get; }

    /// <summary>Revoked sources, the newest last.</summary>
    public IReadOnlyList<string> Closed { get; }

    /// <summary>A source is revoked that was not before.</summary>
    public bool ClosesNow { get; }

    /// <summary>The base holds what may not be read any more, and is left aside from here on.</summary>
    public bool BeginsAnewNow { get; }

    /// <summary>Transactions that counted and are taken back now.</summary>
    public int TakenBackNow => _takenBack.Count - _timeline.TakenBack.Count;

    /// <summary>Those that had waited and count, in order.</summary>
    public IReadOnlyList<long> Added => [.. _timeline.Waiting.Where(Counts)];

    /// <summary>Versions that had waited and count now.</summary>
    public int CorrectedNow
    {
        get
        {
            var waiting = _timeline.Waiting.ToHashSet();
            return _timeline.Corrected.Values.Count(later => waiting.Contains(later) && Counts(later));
        }
    }

    public IReadOnlyList<CorrectedTransaction> Corrected =>
        [.. _timeline.Corrected.OrderBy(static each => each.Key)
            .Select(static each => new CorrectedTransaction(each.Key, each.Value))];

    public IReadOnlyList<SequenceRange> TakenBack => Ranges(_takenBack.Order());

    public bool Counts(long sequence) => _timeline.Counts(sequence, _takenBack);

    /// <summary>The plan, or why there can be none.</summary>
    public static (RebuildPlan Plan, Failure.Refused? Refused) Of(RecordedTimeline timeline, RebuildRequest request)
    {
        var plan = new RebuildPlan(timeline, request);
        var moved = timeline is { From: > 0, BeginsAnew: false }
            ? plan.Profile.CurrencyNumber != timeline.Standing.CurrencyNumber ? "currency"
                : plan.Profile.Zone != timeline.Standing.Zone ? "zone" : null
            : null;
        return (plan, moved is not null ? new Failure.Refused("beyond_retention", moved)
            : plan.TakeBack(request) ?? plan.LosesMoney());
    }

    public static IReadOnlyList<SequenceRange> Ranges(IEnumerable<long> ordered)
    {
        var ranges = new List<SequenceRange>();
        foreach (var sequence in ordered)
        {
            if (ranges.Count > 0 && ranges[^1].Last == sequence - 1)
            {
                ranges[^1] = ranges[^1] with { Last = sequence };
            }
            else
            {
                ranges.Add(new SequenceRange(sequence, sequence));
            }
        }

        return ranges;
    }

    /// <summary>
    /// Another currency is refused if transactions that count would count no more, for want of a rate: then it is their
    /// currency that was stated wrongly, and they are taken back and loaded again.
    /// </summary>
    private Failure.Refused? LosesMoney() =>
        Profile.CurrencyNumber != _timeline.Profile.CurrencyNumber && _timeline.Rows.Any(LosesMoney)
            ? new Failure.Refused("wrong_currency", "currency")
            : null;

    private bool LosesMoney(TimelineRow row) =>
        row.Entry.Transaction is { Fx: null, Currency.Number: var stated }
        && stated == row.RecordedUnder.CurrencyNumber
        && stated != Profile.CurrencyNumber
        && Counts(row.Sequence);

    private Failure.Refused? TakeBack(RebuildRequest request)
    {
        foreach (var sequence in request.TakeBack)
        {
            if (_timeline.Find(sequence) is null)
            {
                return new Failure.Refused(
                    sequence > 0 && sequence <= _timeline.From ? "beyond_retention" : "transaction_unknown",
                    "take_back");
            }

            _takenBack.Add(sequence);
        }

        if (request.TakeBackSources.Count > 0)
        {
            foreach (var row in _timeline.Rows)
            {
                if (row.Sources.Any(request.TakeBackSources.Contains))
                {
                    _takenBack.Add(row.Sequence);
                }
            }
        }

        return null;
    }
}
