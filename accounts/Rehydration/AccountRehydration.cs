using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Accounts.Rehydration;

/// <summary>
/// Applies an account's records onto a buffer, one after the other, and believes none of them: each must follow the one
/// before by number, month and hash, open under its place, be of a scoring version this core knows, and end in the
/// state it says.
/// </summary>
internal sealed class AccountRehydration(
    TenantId tenant, AccountKey account, ISealingSession session, IReferenceData published, byte[] state)
{
    private ReferenceTables? _tables;

    public byte[] State => state;

    public AccountProfile Profile { get; private set; } = null!;

    public ulong ProfileHash { get; private set; }

    public long Sequence { get; private set; }

    public short Generation { get; private set; }

    /// <summary>JournalMonth of the newest record; default where none was seen.</summary>
    public JournalMonth Month { get; private set; }

    /// <summary>JournalMonth that the next record must be of.</summary>
    public JournalMonth NextMonth { get; private set; }

    public UInt128 RecordHash { get; private set; }

    /// <summary>Fold of the newest record, or of the snapshot that stands for it; 0 where neither was seen.</summary>
    public ushort Version { get; private set; }

    public ulong StateHash { get; private set; }

    public TimelineMark Mark { get; private set; }

    public int EventsFolded { get; private set; }

    public void StartFrom(Snapshot snapshot)
    {
        if (!ScoringVersions.Knows(snapshot.ScoringVersion))
        {
            throw new AccountUnreadableException(UnavailableCause.UnknownScoringVersion, snapshot.Sequence);
        }

        Version = snapshot.ScoringVersion;
        Take(snapshot.Sequence, session.Open(Places.Of(snapshot), snapshot.Body.Span));
        (Generation, NextMonth, RecordHash) = (snapshot.Generation, snapshot.NextMonth, snapshot.RecordHash);
    }

    /// <summary>Takes the state before this record from its base; the record itself is still to be folded.</summary>
    public void StartFrom(JournalRecord record)
    {
        if (record.Base.IsEmpty || (record.FirstSequence == 1 && record.PreviousHash != 0))
        {
            throw new AccountUnreadableException(UnavailableCause.RecordMissing, record.FirstSequence);
        }

        Take(record.FirstSequence - 1, session.Open(Places.OfBase(record), record.Base.Span));
        (Generation, NextMonth, RecordHash) = (record.Generation, record.Month, record.PreviousHash);
    }

    public async ValueTask Apply(JournalRecord record, CancellationToken cancel)
    {
        CheckPlace(record);
        var body = Open(record);
        await Apply(record, body, cancel);
        if (StateHash != record.StateHash)
        {
            throw new AccountUnreadableException(UnavailableCause.StateHashDiffers, record.FirstSequence);
        }
    }

    /// <summary>Whether the record follows the one before it.</summary>
    public void CheckPlace(JournalRecord record)
    {
        if (record.FirstSequence > Sequence + 1)
        {
            throw new AccountUnreadableException(UnavailableCause.RecordMissing, Sequence + 1);
        }

        var follows = record.Tenant == tenant && record.Account == account && record.Generation == Generation
            && record.FirstSequence == Sequence + 1 && record.LastSequence >= record.FirstSequence
            && record.Month == NextMonth && record.NextMonth.CompareTo(record.Month) >= 0
            // an older scoring version cannot read what a newer one left in the state; a rebuild brings its own state
            && (record.ScoringVersion >= Version || record.Kind == RecordKind.Rebuilt)
            && record.PreviousHash == RecordHash;
        if (!follows)
        {
            throw new AccountUnreadableException(UnavailableCause.ChainBroken, record.FirstSequence);
        }
    }

    /// <summary>The body, where this core can fold it.</summary>
    public RecordPayload Open(JournalRecord record)
    {
        if (!ScoringVersions.Knows(record.ScoringVersion))
        {
            throw new AccountUnreadableException(UnavailableCause.UnknownScoringVersion, record.FirstSequence);
        }

        var body = Bodies.Open(session, record);
        var events = body is TransactionsAssessed assessed ? assessed.Entries.Count : 1;
        return record.LastSequence - record.FirstSequence + 1 == events
            ? body
            : throw new AccountUnreadableException(UnavailableCause.ChainBroken, record.FirstSequence);
    }

    /// <summary>
    /// Applies an opened record and takes its place; what its header says of the state is left to the caller.
    /// </summary>
    public async ValueTask Apply(JournalRecord record, RecordPayload body, CancellationToken cancel)
    {
        switch (body)
        {
            case TransactionsAssessed { Waiting: not null } waiting:
                Mark = Mark.After(waiting, 0);
                EventsFolded += waiting.Entries.Count;
                break;
            case TransactionsAssessed assessed:
                Mark = Mark.After(assessed, AccountState.NewestDay(state));
                foreach (var entry in assessed.Entries)
                {
                    await Apply(record.ScoringVersion, entry, cancel);
                }

                break;
            case TransactionLabelled labelled:
                Expect(labelled.Label.Sequence);
                Assessment.Label(record.ScoringVersion, state, labelled.Label);
                EventsFolded++;
                break;
            case SettingsChanged settings:
                Expect(record.FirstSequence);
                Assessment.ChangeSettings(record.ScoringVersion, state, settings.Event(record.FirstSequence));
                (Profile, ProfileHash) = (settings.Profile, StateCodec.HashOf(settings.Profile));
                EventsFolded++;
                break;
            case DayClosed day:
                Expect(day.Closed.Sequence);
                // the state's hash holds the score
                Assessment.CloseDay(record.ScoringVersion, state, day.Closed, out _);
                EventsFolded++;
                break;
            case AccountCheckpoint:
                break;
            case AccountRebuilt rebuilt:
                Take(rebuilt, record.FirstSequence);
                EventsFolded++;
                break;
            default:
                throw new AccountUnreadableException(UnavailableCause.UnknownRecord, record.FirstSequence);
        }

        Finish(record);
    }

    /// <summary>Applies one transaction as it was observed, and says what core decides of it now.</summary>
    public async ValueTask<Decision> Apply(ushort version, AssessedEntry entry, CancellationToken cancel)
    {
        Expect(entry.Inputs.Sequence);
        var tables = await Tables(entry.Inputs, cancel);
        Assessment.Assess(version, state, entry.Transaction, entry.Inputs, tables, out var decision);
        Sequence++;
        EventsFolded++;
        return decision;
    }

    /// <summary>
    /// Says what core decides now of one that was recorded to wait: the state is left as it is.
    /// </summary>
    public async ValueTask<Decision> Decide(ushort version, AssessedEntry entry, CancellationToken cancel)
    {
        Expect(entry.Inputs.Sequence);
        var tables = await Tables(entry.Inputs, cancel);
        byte[] aside = [.. state];
        Assessment.Assess(version, aside, entry.Transaction, entry.Inputs, tables, out var decision);
        Sequence++;
        return decision;
    }

    /// <summary>Moves behind a record that has been folded.</summary>
    public void Finish(JournalRecord record)
    {
        (Sequence, Month, NextMonth) = (record.LastSequence, record.Month, record.NextMonth);
        Version = record.ScoringVersion;
        RecordHash = HashOf(record);
        StateHash = Rehydration.StateHash.Of(state, ProfileHash);
    }

    /// <summary>What the record behind this one names it by.</summary>
    public UInt128 HashOf(JournalRecord record) => Journal.Records.RecordHash.Of(record, session.Origin);

    /// <summary>Stays in the middle of a record of this scoring version: nothing more is folded.</summary>
    public void Stop(ushort version) => (Version, StateHash) = (version, Rehydration.StateHash.Of(state, ProfileHash));

    /// <summary>The state that a rebuild came to; the record's hash is of it, as of any other.</summary>
    private void Take(AccountRebuilt rebuilt, long sequence)
    {
        StateContent.Read(rebuilt.State.Span, state);
        CheckState(sequence);
        (Profile, ProfileHash) = (rebuilt.Profile, StateCodec.HashOf(rebuilt.Profile));
        Mark = new TimelineMark(rebuilt.Revision, sequence, Waiting: 0);
    }

    private void Take(long sequence, byte[] content)
    {
        var header = StateContent.Read(content, state);
        CheckState(sequence);
        (Profile, Month, Sequence, Mark) = (header.Profile, header.Month, sequence, header.Mark);
        ProfileHash = StateCodec.HashOf(Profile);
        StateHash = Rehydration.StateHash.Of(state, ProfileHash);
        if (header.Sequence != sequence || header.StateHash != StateHash)
        {
            throw new AccountUnreadableException(UnavailableCause.StateHashDiffers, sequence);
        }
    }

    private void CheckState(long sequence)
    {
        try
        {
            AccountState.Check(state);
        }
        catch (ArgumentException)
        {
            throw new AccountUnreadableException(UnavailableCause.StateHashDiffers, sequence);
        }
    }

    private void Expect(long sequence)
    {
        if (sequence != Sequence + 1)
        {
            throw new AccountUnreadableException(UnavailableCause.ChainBroken, Sequence + 1);
        }
    }

    /// <summary>The tables that a transaction was assessed by.</summary>
    public ValueTask<ReferenceTables> TablesOf(DecisionInputs inputs, CancellationToken cancel) =>
        Tables(inputs, cancel);

    /// <summary>Null also where one of its models is not what it was: then nothing can be computed again.</summary>
    public async ValueTask<ModelDeployment?> ModelDeployment(int version, CancellationToken cancel)
    {
        try
        {
            return await published.ModelDeployment(tenant, version, cancel);
        }
        catch (ModelUnreadableException)
        {
            return null;
        }
    }

    private async ValueTask<ReferenceTables> Tables(DecisionInputs inputs, CancellationToken cancel)
    {
        if (_tables is { } tables && tables.Population.Version == inputs.PopulationVersion
            && tables.Policy.Version == inputs.PolicyVersion
            && tables.ModelDeployment.Version == inputs.ModelDeploymentVersion)
        {
            return tables;
        }

        var population = await published.Population(tenant, inputs.PopulationVersion, cancel);
        var policy = await published.Policy(tenant, inputs.PolicyVersion, cancel);
        var deployment = await ModelDeployment(inputs.ModelDeploymentVersion, cancel);
        return population is null || policy is null || deployment is null
            ? throw new AccountUnreadableException(UnavailableCause.ReferenceDataMissing, inputs.Sequence)
            : _tables = new ReferenceTables(population, policy) { ModelDeployment = deployment };
    }
}
