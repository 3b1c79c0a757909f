using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

public sealed partial class AccountActor
{
    /// <summary>
    /// Hands the batch's record to the journal and waits for what becomes of it. From here on nothing is cancelled.
    /// </summary>
    private async ValueTask<AssessOutcome> Record(BatchWork work)
    {
        var (account, newKey) = _account is { } loaded ? (loaded, null) : await Create(work.Profile);
        var body = new AssessedBody(newKey is null ? null : work.Profile, default, work.Entries);
        var record = Seal(work.Fold, account, newKey, body, work.State, work.Identities(), work.Now);
        var appended = await Append(record);
        if (appended.Outcome != RowOutcome.Committed)
        {
            return NotCommitted(account, record, appended);
        }

        work.State = Swap(account, record, work.State);
        return Answered(work);
    }

    private AssessOutcome.Answered Answered(BatchWork work)
    {
        services.Runtime.Metrics.Answered(work.Entries.Count, work.Answers.Count - work.Entries.Count);
        return new AssessOutcome.Answered(work.Answers);
    }

    /// <summary>
    /// An account that has no record yet: key, session and the state it begins with, none of it in the journal so far.
    /// </summary>
    private async ValueTask<(ResidentAccount Account, SubjectKeyRow NewKey)> Create(AccountProfile profile)
    {
        var context = await services.Tenants.Find(tenant, default);
        if (context!.Pseudonyms.Account(profile.Account) != key)
        {
            throw new ArgumentException("the account's id is not the one of its key", nameof(profile));
        }

        var period = Period.Of(Now);
        var (row, session) = await services.Keys.CreateSubject(
            tenant, key, generation: 1, period, CancellationToken.None);
        var state = services.Runtime.Buffers.Rent();
        AccountState.Initialize(state, profile.CurrencyNumber, profile.OpenedDay);
        var account = new ResidentAccount(row, session, profile, state) { NextPeriod = period };
        account.StateHash = StateHash.Of(state, account.ProfileHash);
        return (account, row);
    }

    /// <summary>
    /// Fold of the account's next record: the tenant's, but never an older one than the account has. A node that is
    /// older than the tenant's fold decides nothing for it.
    /// </summary>
    private ushort NextFold(TenantContext context)
    {
        var fold = Math.Max(_account?.Fold ?? 0, context.Fold);
        return FoldVersion.Knows(fold) ? fold : throw new AccountUnreadableException(UnavailableCause.UnknownFold, 0);
    }

    private JournalRecord Seal(
        ushort fold, ResidentAccount account, SubjectKeyRow? newKey, RecordBody body, byte[] state, byte[] identities,
        long now)
    {
        var events = body is AssessedBody assessed ? assessed.Entries.Count : 1;
        var period = account.NextPeriod;
        var arrived = Period.Of(now);
        var next = arrived.CompareTo(period) > 0 ? arrived : period;
        var (first, last) = (account.Sequence + 1, account.Sequence + events);
        var profileHash = body is SettingsChangedBody stated
            ? StateCodec.HashOf(stated.Profile) : account.ProfileHash;
        var stateHash = StateHash.Of(state, profileHash);
        var place = new SealPlace(
            SealedKind.RecordBody, key, account.Key.Generation, body.Kind, first, last, fold,
            period, next, account.RecordHash, stateHash);
        return new JournalRecord
        {
            Tenant = tenant,
            Account = key,
            Generation = account.Key.Generation,
            Kind = body.Kind,
            FoldVersion = fold,
            FirstSequence = first,
            LastSequence = last,
            Period = period,
            NextPeriod = next,
            PreviousHash = account.RecordHash,
            StateHash = stateHash,
            Identities = identities,
            Body = Bodies.Seal(account.Session, place, body),
            Base = period == account.Period ? ReadOnlyMemory<byte>.Empty : SealBase(account, place),
            NewKey = newKey,
            Content = body,
        };
    }

    /// <summary>
    /// The state before the record: an account's first record of a period carries it, so that older periods can go.
    /// </summary>
    private static byte[] SealBase(ResidentAccount account, in SealPlace body)
    {
        var content = StateContent.Write(
            account.Sequence, account.Period, account.StateHash, account.Profile, account.State);
        return account.Session.Seal(body with { Kind = SealedKind.Base }, content);
    }

    private async ValueTask<Appended> Append(JournalRecord record)
    {
        var began = Time.GetTimestamp();
        HandedOver = true;
        var appended = await services.Stores.Journal.Append(record);
        services.Runtime.Metrics.Appended(Time.GetElapsedTime(began));
        return appended;
    }

    /// <summary>Makes the folded state the committed one; answers with the buffer that is free now.</summary>
    private byte[] Swap(ResidentAccount account, JournalRecord record, byte[] state)
    {
        var hash = RecordHash.Of(record, account.Session.Origin);
        byte[] free;
        lock (_gate)
        {
            (free, account.State) = (account.State, state);
            (account.Sequence, account.Period) = (record.LastSequence, record.Period);
            account.Fold = record.FoldVersion;
            account.NextPeriod = record.NextPeriod;
            (account.RecordHash, account.StateHash) = (hash, record.StateHash);
            if (record.Content is SettingsChangedBody stated)
            {
                account.Restate(stated.Profile);
            }

            (_account, _standing) = (account, Standing.Loaded);
        }

        _identities?.Add(record.FirstSequence, record.Identities.Span);
        if (account.Sequence - account.SnapshotSequence >= services.Runtime.Options.SnapshotEvery)
        {
            OfferSnapshot(account);
        }

        return free;
    }

    private AssessOutcome NotCommitted(ResidentAccount account, JournalRecord record, Appended appended)
    {
        if (_account is null)
        {
            account.Session.Dispose();
            services.Runtime.Buffers.Return(account.State);
        }

        switch (appended.Outcome)
        {
            case RowOutcome.NotRecorded:
                return SendAgain(appended.Cause ?? "journal_unavailable");
            case RowOutcome.Fenced:
                // Another writer is ahead: what is in memory is stale, and the journal is read before the next answer.
                services.Runtime.Metrics.Fenced();
                AccountLog.Fenced(services.Runtime.Logger, tenant, key, record.FirstSequence);
                Drop(Standing.Cold);
                return SendAgain("fenced");
            default:
                AccountLog.OutcomeUnknown(
                    services.Runtime.Logger, tenant, key, record.FirstSequence, record.LastSequence);
                Drop(Standing.Cold);
                return new AssessOutcome.Unknown();
        }
    }
}
