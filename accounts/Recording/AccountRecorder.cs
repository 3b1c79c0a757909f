using System.Runtime.CompilerServices;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Recording;

/// <summary>
/// Writes an account's records: every turn that changes the account ends in <see cref="Commit"/>, and nothing is shown
/// before it has answered.
/// </summary>
internal sealed class AccountRecorder(AccountServices services, AccountResidency residency)
{
    /// <summary>
    /// A record of the present turn is with the journal: whatever goes wrong from here on, it may be there.
    /// </summary>
    public bool HandedOver { get; private set; }

    /// <summary>A turn begins: none of its records is with the journal.</summary>
    public void Begin() => HandedOver = false;

    /// <summary>
    /// Hands a record to the journal and waits for what becomes of it; from here on nothing is cancelled. Where it is
    /// committed, the folded state becomes the account's and the answer is null; else the account stays as it was.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Failure?> Commit(AccountChange change, ScratchState folded)
    {
        var record = Seal(change, folded.State);
        var began = services.Runtime.Time.GetTimestamp();
        HandedOver = true;
        var appended = await services.Stores.Journal.Append(record);
        services.Runtime.Metrics.Appended(services.Runtime.Time.GetElapsedTime(began));
        if (appended.Outcome != RowOutcome.Committed)
        {
            return NotCommitted(change.Account, record, appended);
        }

        folded.State = residency.Swap(change.Account, record, folded.State);
        return null;
    }

    /// <summary>
    /// An account that has no record yet: key, session and the state it begins with, none of it in the journal so far.
    /// </summary>
    public async ValueTask<(ResidentAccount Account, SubjectKeyRow NewKey)> Create(AccountProfile profile)
    {
        var context = await services.Tenants.Find(residency.Tenant, default);
        if (context!.Pseudonyms.Account(profile.Account) != residency.Key)
        {
            throw new ArgumentException("the account's id is not the one of its key", nameof(profile));
        }

        var month = JournalMonth.Of(residency.Now);
        var (row, session) = await services.Keys.CreateSubject(
            residency.Tenant, residency.Key, generation: 1, month, CancellationToken.None);
        var state = services.Runtime.Buffers.Rent();
        AccountState.Initialize(state, profile.CurrencyNumber, profile.OpenedDay);
        var account = new ResidentAccount(row, session, profile, state) { NextMonth = month };
        account.StateHash = StateHash.Of(state, account.ProfileHash);
        return (account, row);
    }

    /// <summary>
    /// Fold of the account's next record: the tenant's, but never an older one than the account has, which only a
    /// rebuild can take it back to. A node that is older than the tenant's scoring version decides nothing for it.
    /// </summary>
    public ushort NextFold(TenantContext context)
    {
        var scoringVersion = Math.Max(residency.Account?.ScoringVersion ?? 0, context.ScoringVersion(residency.Now));
        return ScoringVersions.Knows(scoringVersion) ? scoringVersion
            : throw new AccountUnreadableException(UnavailableCause.UnknownScoringVersion, 0);
    }

    private JournalRecord Seal(in AccountChange change, byte[] state)
    {
        var (account, body, scoringVersion) = (change.Account, change.Body, change.ScoringVersion);
        var events = body is TransactionsAssessed assessed ? assessed.Entries.Count : 1;
        var month = account.NextMonth;
        var arrived = JournalMonth.Of(change.At);
        var next = arrived.CompareTo(month) > 0 ? arrived : month;
        var (first, last) = (account.Sequence + 1, account.Sequence + events);
        var profileHash = body switch
        {
            SettingsChanged stated => StateCodec.HashOf(stated.Profile),
            AccountRebuilt rebuilt => StateCodec.HashOf(rebuilt.Profile),
            _ => account.ProfileHash,
        };
        var stateHash = StateHash.Of(state, profileHash);
        var place = new SealPlace(
            SealedKind.RecordPayload, residency.Key, account.Key.Generation, body.Kind, first, last, scoringVersion,
            month, next, account.RecordHash, stateHash);
        return new JournalRecord
        {
            Tenant = residency.Tenant,
            Account = residency.Key,
            Generation = account.Key.Generation,
            Kind = body.Kind,
            ScoringVersion = scoringVersion,
            FirstSequence = first,
            LastSequence = last,
            Month = month,
            NextMonth = next,
            PreviousHash = account.RecordHash,
            StateHash = stateHash,
            Identities = change.Identities,
            Body = Bodies.Seal(account.Session, place, body),
            Base = month == account.Month ? ReadOnlyMemory<byte>.Empty : SealBase(account, place),
            NewKey = change.NewKey,
            Content = body,
        };
    }

    /// <summary>
    /// The state before the record: an account's first record of a month carries it, so that older months can go.
    /// </summary>
    private static byte[] SealBase(ResidentAccount account, in SealPlace body)
    {
        var content = StateContent.Write(
            account.Sequence, account.Month, account.StateHash, account.Profile, account.State, account.Mark);
        return account.Session.Seal(body with { Kind = SealedKind.Base }, content);
    }

    private Failure NotCommitted(ResidentAccount account, JournalRecord record, Appended appended)
    {
        if (residency.Account is null)
        {
            account.Session.Dispose();
            services.Runtime.Buffers.Return(account.State);
        }

        switch (appended.Outcome)
        {
            case RowOutcome.NotRecorded:
                return TurnFailure.SendAgain(services, appended.Cause ?? "journal_unavailable");
            case RowOutcome.Conflict:
                // Another writer is ahead: what is in memory is stale, and the journal is read before the next answer.
                services.Runtime.Metrics.Conflict();
                AccountLog.Conflict(services.Runtime.Logger, residency.Tenant, residency.Key, record.FirstSequence);
                residency.Forget();
                return TurnFailure.SendAgain(services, "fenced");
            default:
                AccountLog.OutcomeUnknown(
                    services.Runtime.Logger, residency.Tenant, residency.Key, record.FirstSequence,
                    record.LastSequence);
                residency.Forget();
                return new Failure.Unknown();
        }
    }
}

/// <summary>A record to be, and the account it continues.</summary>
/// <param name="NewKey">The account's key row, only with its first record.</param>
/// <param name="Identities">The record's column: keyed hashes that its events are found by.</param>
/// <param name="At">When it reached us, milliseconds since 1970.</param>
internal readonly record struct AccountChange(
    ResidentAccount Account, SubjectKeyRow? NewKey, ushort ScoringVersion, RecordPayload Body, byte[] Identities,
    long At);
