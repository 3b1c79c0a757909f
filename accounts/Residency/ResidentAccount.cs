using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Residency;

/// <summary>What a loaded account holds: its committed state and where its next record goes.</summary>
internal sealed class ResidentAccount(SubjectKeyRow key, ISealingSession session, AccountProfile profile, byte[] state)
{
    public SubjectKeyRow Key { get; } = key;

    public ISealingSession Session { get; } = session;

    public AccountProfile Profile { get; private set; } = profile;

    public ulong ProfileHash { get; private set; } = StateCodec.HashOf(profile);

    public CivilClock Clock { get; private set; } = CivilClock.Of(profile.Zone);

    /// <summary>The committed state; swapped whole, never folded into.</summary>
    public byte[] State { get; set; } = state;

    public long Sequence { get; set; }

    /// <summary>Fold of the newest record; 0 before the first.</summary>
    public ushort ScoringVersion { get; set; }

    public JournalMonth Month { get; set; }

    public JournalMonth NextMonth { get; set; }

    public UInt128 RecordHash { get; set; }

    public ulong StateHash { get; set; }

    public TimelineMark Mark { get; set; }

    /// <summary>Sequence of the newest snapshot that was written or read.</summary>
    public long SnapshotSequence { get; set; }

    public AccountView View() => new(Key.Account, Profile, AccountState.Summarize(State))
    {
        Revision = Mark.Revision,
        Waiting = Mark.Waiting,
        Late = Mark.Late,
        Sequence = Sequence,
    };

    /// <summary>
    /// Takes what a committed record says beside its state: profile and timeline. <see cref="State"/> is still the one
    /// before it.
    /// </summary>
    public void Take(JournalRecord record)
    {
        switch (record.Content)
        {
            case SettingsChanged stated:
                Restate(stated.Profile);
                break;
            case TransactionsAssessed assessed:
                Mark = Mark.After(assessed, AccountState.NewestDay(State));
                break;
            case AccountRebuilt rebuilt:
                Restate(rebuilt.Profile);
                Mark = new TimelineMark(rebuilt.Revision, record.FirstSequence, Waiting: 0);
                break;
            default:
                break;
        }
    }

    private void Restate(AccountProfile stated) =>
        (Profile, ProfileHash, Clock) = (stated, StateCodec.HashOf(stated), CivilClock.Of(stated.Zone));
}
