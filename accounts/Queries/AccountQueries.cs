using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Accounts.Queries;

/// <summary>
/// Reads of an account between its turns: nothing is held from one to the next, and nothing is changed.
/// </summary>
internal sealed partial class AccountQueries(AccountServices services, AccountResidency residency)
{
    /// <summary>The account as of its newest commit, also while a turn waits for its own.</summary>
    public Outcome<AccountView> Describe() =>
        residency.Show(static account => account?.View()) is { } view ? view : NotReadable();

    /// <summary>The decision recorded under a sequence.</summary>
    public ValueTask<Outcome<DecidedTransaction>> Decision(long sequence, CancellationToken cancel) =>
        Read((account, session) => ReadDecision(account, session, sequence, cancel), cancel);

    /// <summary>Recorded decisions, oldest first.</summary>
    public ValueTask<Outcome<DecisionsPage>> Decisions(DecisionQuery query, CancellationToken cancel) => Read(
        (account, session) => query.Transaction is not null
            ? ReadDecisionsOf(account, session, query with { After = 0 }, cancel)
            : ReadDecisions(account, session, query, cancel), cancel);

    /// <summary>Recomputes a decision from the journal alone.</summary>
    public ValueTask<Outcome<ReplayReport>> Replay(long sequence, CancellationToken cancel) => Read(
        async (account, session) => (await residency.StandingOf(account, session)).IsTakenBack(sequence)
            ? TakenBack
            : await new AccountReplay(services, residency.Tenant, residency.Key).Run(
                account.Profile, session, sequence, account.Sequence, cancel), cancel);

    /// <summary>
    /// Runs a read of a loaded account. It has a sealing session of its own, for a session belongs to one turn, and
    /// turns go on meanwhile.
    /// </summary>
    private async ValueTask<Outcome<T>> Read<T>(
        Func<ResidentAccount, ISealingSession, ValueTask<Outcome<T>>> read, CancellationToken cancel)
    {
        if (residency.Show(static account => account) is not { } account)
        {
            return NotReadable();
        }

        try
        {
            using var session = await services.Keys.Open(account.Key, cancel);
            return await read(account, session);
        }
        catch (JournalUnavailableException)
        {
            return JournalUnavailable();
        }
        catch (Exception e) when (CauseOf(e) is not null)
        {
            return new Failure.Unavailable(CauseOf(e)!.Value);
        }
    }

    private static UnavailableCause? CauseOf(Exception e) => e switch
    {
        AccountUnreadableException unreadable => unreadable.Cause,
        KeyUnavailableException unavailable => unavailable.Cause,
        SealBrokenException => UnavailableCause.SealBroken,
        RecordUnreadableException => UnavailableCause.UnknownRecord,
        ModelUnreadableException => UnavailableCause.ReferenceDataMissing, // the tenant's, until it can be read
        _ => null,
    };

    /// <summary>It was never the account's, or may not be read any more: by rule, for its record is there.</summary>
    private static Failure.Refused TakenBack => new("taken_back", "");

    private Failure.Retry JournalUnavailable() =>
        new(services.Runtime.Options.SendAgainAfter, "journal_unavailable");

    private Failure NotReadable() => residency.LoadState switch
    {
        LoadState.New => new Failure.NotFound(),
        LoadState.Failed => new Failure.Unavailable(residency.Cause),
        LoadState.Erased => new Failure.Erased(),
        _ => JournalUnavailable(),
    };

    private async ValueTask<Outcome<DecidedTransaction>> ReadDecision(
        ResidentAccount account, ISealingSession session, long sequence, CancellationToken cancel)
    {
        if (sequence < 1 || sequence > account.Sequence)
        {
            return new Failure.NotFound();
        }

        var records = await services.Stores.Reader.Find(residency.Tenant, residency.Key, [sequence], cancel);
        if (records.Count == 0)
        {
            return new Failure.Expired(); // it was recorded once, and its month is gone
        }

        var standing = await residency.StandingOf(account, session);
        if (standing.IsTakenBack(sequence))
        {
            return TakenBack;
        }

        var entry = EntriesOf(records[0], account, standing, session)
            .FirstOrDefault(entry => entry.Inputs.Sequence == sequence);
        return entry is null ? new Failure.NotFound() : entry; // a label or another event has this number
    }

    private async ValueTask<Outcome<DecisionsPage>> ReadDecisions(
        ResidentAccount account, ISealingSession session, DecisionQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, AccountLimits.DecisionsPerPageMax);
        var (entries, days) = (new List<DecidedTransaction>(), new List<ClosedDay>());
        var (after, left) = (Math.Max(query.After, 0), AccountLimits.RecordsPerPageMax);
        var standing = await residency.StandingOf(account, session);
        while (entries.Count <= limit)
        {
            var wanted = query is { From: 0, To: 0 }
                ? Math.Min(limit + 1 - entries.Count, AccountLimits.RecordsPerReadMax)
                : AccountLimits.RecordsPerReadMax;
            var records = await services.Stores.Reader.After(residency.Tenant, residency.Key, after, wanted, cancel);
            foreach (var record in records)
            {
                var body = Bodies.Open(session, record);
                if (!query.WithDays || record.Kind != RecordKind.Waiting)
                {
                    entries.AddRange(RecordedEntries.Of(record, body, account.Profile)
                        .Where(entry => query.Wants(entry) && !standing.IsTakenBack(entry.Inputs.Sequence))
                        .Select(standing.Mark));
                }

                if (query.WithDays && record.LastSequence > query.After
                    && RecordedEntries.Moved(record, body, account.Profile) is { } moved)
                {
                    days.Add(moved);
                }
            }

            if (records.Count < wanted)
            {
                break;
            }

            after = records[^1].LastSequence;
            if ((left -= records.Count) <= 0 && entries.Count <= limit)
            {
                return new DecisionsPage(entries, HasMore: true) { LookedTo = after, Days = days };
            }
        }

        var hasMore = entries.Count > limit;
        return new DecisionsPage(hasMore ? entries.GetRange(0, limit) : entries, hasMore)
        {
            Days = days,
        };
    }

    private async ValueTask<Outcome<DecisionsPage>> ReadDecisionsOf(
        ResidentAccount account, ISealingSession session, DecisionQuery query, CancellationToken cancel)
    {
        if (await services.Tenants.Find(residency.Tenant, cancel) is not { } context)
        {
            return new Failure.NotFound();
        }

        var standing = await residency.StandingOf(account, session);

        // a read beside the turns: the index is theirs
        var rows = await services.Stores.Reader.Identities(
            residency.Tenant, residency.Key, afterSequence: 0, cancel);
        var identities = IdentityWords.Statuses.Select(
            status => context.Pseudonyms.Identity(query.Transaction!, status)).ToList();
        var places = new IdentityPlaces(identities, rows);
        var sequences = identities.SelectMany(places.Versions)
            .Where(sequence => !standing.IsTakenBack(sequence)).ToHashSet();
        if (sequences.Count == 0)
        {
            return new DecisionsPage([], HasMore: false);
        }

        var records = await services.Stores.Reader.Find(residency.Tenant, residency.Key, [.. sequences], cancel);
        var entries = records.SelectMany(record => EntriesOf(record, account, standing, session))
            .Where(entry => sequences.Contains(entry.Inputs.Sequence) && query.Wants(entry))
            .OrderBy(entry => entry.Inputs.Sequence);
        return new DecisionsPage(entries.ToList(), HasMore: false);
    }

    private static IEnumerable<DecidedTransaction> EntriesOf(
        JournalRecord record, ResidentAccount account, Standing standing, ISealingSession session) =>
        RecordedEntries.Of(record, Bodies.Open(session, record), account.Profile).Select(standing.Mark);
}
