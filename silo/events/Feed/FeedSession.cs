using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Events.Feed;

/// <summary>What every session is made with.</summary>
internal sealed record FeedParts(LiveFeed Feed, IActors Actors, FeedProfiles Profiles, TimeProvider Time);

/// <summary>
/// One reader's way through its subscription: a snapshot where it has none yet, then what happens. Asked, never
/// pushed, so whoever stops reading costs nothing.
/// </summary>
internal sealed class FeedSession : IDisposable
{
    private readonly FeedParts _parts;
    private readonly Caller _caller;
    private readonly SubscriptionBody _subscription;
    private readonly IPseudonyms _pseudonyms;
    private readonly EventFilter _filter;
    private readonly Crossings? _crossings;
    private readonly FeedReader _reader;
    private readonly ConsentQueue _consents;
    private AccountKey? _snapshot;
    private int _leftOut;
    private (FeedSlice Slice, int Told, Dictionary<AccountKey, FeedEntry>? Newest)? _begun;

    /// <summary>Whether each event says where to go on after it.</summary>
    public bool WithCursors { get; init; } = true;

    public FeedSession(
        FeedParts parts, Caller caller, SubscriptionBody subscription, IPseudonyms pseudonyms, FeedCursor from)
    {
        (_parts, _caller, _subscription, _pseudonyms) = (parts, caller, subscription, pseudonyms);
        _filter = new EventFilter(subscription.Filter);
        _crossings = _filter.Threshold is { } threshold
            ? new Crossings(threshold, parts.Actors, caller) : null;
        _snapshot = from.Snapshot;
        _reader = parts.Feed.Open(caller.Tenant, from.Position, _filter.AccountSet);
        _consents = new ConsentQueue(parts.Feed.Consents, caller.Tenant, from.Consents ?? 0, parts.Time);
    }

    /// <summary>Where to go on from here.</summary>
    public string Cursor => At(
        _begun is var (slice, told, _) && told < slice.Steps.Count ? slice.Steps[told].Before : _reader.Position,
        _snapshot);

    /// <summary>Adds what comes next; true where there is more already.</summary>
    public async ValueTask<bool> Next(List<WrittenEvent> events, int limit, CancellationToken cancel)
    {
        if (_snapshot is { } account)
        {
            await Show(events, account, limit, cancel);
            return true;
        }

        _leftOut = 0;
        var more = await Tell(events, events.Count + limit, cancel);
        if (_leftOut > 0)
        {
            events.Add(EventWriter.Conflated(Cursor, _leftOut, Now));
        }

        return more;
    }

    public ValueTask Wait(TimeSpan most, CancellationToken cancel) => _reader.Wait(most, _parts.Time, cancel);

    public void Dispose() => _reader.Dispose();

    private long Now => _parts.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private string At(FeedPosition position, AccountKey? snapshot) =>
        new FeedCursor(position, snapshot) { Consents = _consents.Told }.Write(_pseudonyms, _parts.Time.GetUtcNow());

    /// <summary>
    /// Goes on with what was read, else reads on; true where there is more already. Changes of consents are looked for
    /// once the entries are read, so those that an entry followed from are seen. They stop at a bound, entries do not.
    /// </summary>
    private async ValueTask<bool> Tell(List<WrittenEvent> events, int most, CancellationToken cancel)
    {
        var (slice, told, newest) = _begun ?? await Begin(most - events.Count, cancel);
        for (; told < slice.Steps.Count; told++)
        {
            _begun = (slice, told, newest);
            var step = slice.Steps[told];
            while (await _consents.Before(step, cancel) is { } consent)
            {
                Tell(events, consent);
                if (events.Count >= most)
                {
                    return true;
                }
            }

            _leftOut += await Tell(events, step, newest);
        }

        _begun = null;
        while (!slice.More && await _consents.At(_reader.Position, cancel) is { } consent)
        {
            Tell(events, consent);
            if (events.Count >= most)
            {
                return true;
            }
        }

        return slice.More;
    }

    private async ValueTask<(FeedSlice Slice, int Told, Dictionary<AccountKey, FeedEntry>? Newest)> Begin(
        int limit, CancellationToken cancel)
    {
        var slice = await _reader.Next(limit, cancel);
        return (slice, 0, _subscription.Conflate && !slice.Live ? Newest(slice) : null);
    }

    private void Tell(List<WrittenEvent> events, ConsentEvent consent)
    {
        var customer = Ids.Customer(new AccountKey(consent.Subject).ToString());
        if (_filter.WantsConsent(EventWriter.TypeOf(consent.Kind), customer))
        {
            events.Add(EventWriter.Consent(WithCursors ? Cursor : null, consent));
        }
    }

    /// <summary>The last entry of each account.</summary>
    private static Dictionary<AccountKey, FeedEntry> Newest(FeedSlice slice)
    {
        var newest = new Dictionary<AccountKey, FeedEntry>();
        foreach (var step in slice.Steps)
        {
            newest[step.Entry.Account] = step.Entry;
        }

        return newest;
    }

    /// <summary>Events of one entry. All but the last carry the cursor before it: to be had again, rather than lost.
    /// </summary>
    private async ValueTask<int> Tell(
        List<WrittenEvent> events, FeedStep step, Dictionary<AccountKey, FeedEntry>? newest)
    {
        var entry = step.Entry;
        if (entry.Profile is { } restated)
        {
            _parts.Profiles.Put(entry.Tenant, entry.Account, restated, entry.Sequence);
        }

        if (entry.Assessed is not { Inputs.History: false } assessed)
        {
            await TellUndecided(events, step);
            return 0;
        }

        var wanted = _filter.WantsDecision(assessed.Decision);
        var flagged = wanted && assessed.Decision.Outcome > Core.Decisions.Outcome.Approve
            && _filter.Wants(EventTypes.DecisionFlagged);
        var updated = wanted && _filter.Wants(EventTypes.ScoreUpdated);
        if (!flagged && !updated && _crossings is null)
        {
            return 0;
        }

        var profile = await _parts.Profiles.Of(_caller, entry.Account);
        if (_filter.AsksForProfile && !_filter.WantsProfile(profile))
        {
            return 0;
        }

        var crossed = _crossings is null ? null : await _crossings.Of(entry);
        var leftOut = updated && newest is not null && !ReferenceEquals(newest[entry.Account], entry);
        updated &= !leftOut;
        var left = (flagged ? 1 : 0) + (crossed is null ? 0 : 1) + (updated ? 1 : 0);
        string? Next() => !WithCursors ? null : At(--left == 0 ? step.After : step.Before, null);
        if (flagged)
        {
            events.Add(EventWriter.Decision(EventTypes.DecisionFlagged, Next(), entry, profile));
        }

        if (crossed is not null)
        {
            events.Add(EventWriter.Crossing(
                Next(), entry.Account, entry.Sequence, assessed.Inputs.ArrivedAt,
                _crossings!.Body(entry, profile, crossed)));
        }

        if (updated)
        {
            events.Add(EventWriter.Decision(EventTypes.ScoreUpdated, Next(), entry, profile));
        }

        return leftOut ? 1 : 0;
    }

    /// <summary>What moved an account without a decision for it: history, and days that ended.</summary>
    private async ValueTask TellUndecided(List<WrittenEvent> events, FeedStep step)
    {
        var entry = step.Entry;
        await TellUndecidedCrossing(events, step);
        var type = entry.Closed is not null || entry.Rebuilt is not null ? EventTypes.ScoreRestated
            : entry.Loaded > 0 ? EventTypes.AccountLoaded
            : null;
        if (type is null || !_filter.Wants(type))
        {
            return;
        }

        int? anomaly = entry.Assessed?.Decision.Anomaly.Score;
        var credit = entry.Closed?.Credit ?? entry.Rebuilt?.After ?? entry.Assessed!.Decision.Credit;
        if (!_filter.WantsUndecided(anomaly, Crossings.CreditOf(credit)))
        {
            return;
        }

        var profile = await _parts.Profiles.Of(_caller, entry.Account);
        if (!_filter.AsksForProfile || _filter.WantsProfile(profile))
        {
            var cursor = WithCursors ? At(step.After, null) : null;
            events.Add(type == EventTypes.AccountLoaded
                ? EventWriter.Loaded(cursor, entry, profile)
                : EventWriter.Restated(cursor, entry, profile));
        }
    }

    /// <summary>
    /// A threshold on credit is crossed on the day that it is, whether or not anything came, and by a rebuild. Told
    /// before the score, with the cursor before it: to be had again, rather than lost.
    /// </summary>
    private async ValueTask TellUndecidedCrossing(List<WrittenEvent> events, FeedStep step)
    {
        var entry = step.Entry;
        if ((entry.Closed?.ArrivedAt ?? entry.Rebuilt?.ArrivedAt) is not { } arrivedAt || _crossings is null
            || _filter.Threshold!.Score != Crossings.Credit)
        {
            return;
        }

        var profile = await _parts.Profiles.Of(_caller, entry.Account);
        if ((!_filter.AsksForProfile || _filter.WantsProfile(profile)) && await _crossings.Of(entry) is { } crossed)
        {
            var alone = !_filter.Wants(EventTypes.ScoreRestated)
                || !_filter.WantsUndecided(null, Crossings.CreditOf(Crossings.Moved(entry)));
            var cursor = WithCursors ? At(alone ? step.After : step.Before, null) : null;
            events.Add(EventWriter.Crossing(
                cursor, entry.Account, entry.Sequence, arrivedAt, _crossings.Body(entry, profile, crossed)));
        }
    }

    /// <summary>The next accounts as they stand. What happens meanwhile follows from the position before.</summary>
    private async ValueTask Show(List<WrittenEvent> events, AccountKey after, int limit, CancellationToken cancel)
    {
        limit = Math.Min(limit, Limits.SnapshotPage);
        var accounts = !_filter.Wants(EventTypes.ScoreUpdated) ? []
            : _filter.Accounts is { } named
                ? [.. named.Where(account => account.CompareTo(after) > 0).Take(limit)]
                : await _parts.Feed.Accounts(_caller.Tenant, after, limit, cancel);
        foreach (var account in accounts)
        {
            var outcome = await _parts.Actors.Account(_caller.Tenant, account).Describe(_caller);
            if (outcome.Failure is { IsTransient: true })
            {
                throw new JournalUnavailableException("an account could not be asked for its scores");
            }

            _snapshot = account;
            if (outcome.Value is { } view && Wants(view))
            {
                events.Add(EventWriter.Snapshot(Cursor, view, Now));
            }
        }

        _snapshot = accounts.Count < limit ? null : _snapshot;
    }

    private bool Wants(AccountView view)
    {
        _parts.Profiles.Put(_caller.Tenant, view.Key, view.Profile, view.Summary.Sequence);
        var summary = view.Summary;
        int? anomaly = summary.Transactions == 0 ? null : summary.LastAnomaly.Score;
        return _filter.WantsProfile(view.Profile)
            && _filter.WantsScores(anomaly, Crossings.CreditOf(summary.Credit));
    }
}
