using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Residency;

/// <summary>
/// Reads an account: newest snapshot and the records after it, or, where that does not hold, the newest base.
/// </summary>
internal sealed class AccountLoader(AccountServices services, TenantId tenant, AccountKey account)
{
    /// <summary>
    /// Throws <see cref="AccountUnreadableException"/>, <see cref="KeyUnavailableException"/> or
    /// <see cref="JournalUnavailableException"/>; never answers with less than all there is.
    /// </summary>
    public async ValueTask<Loading> Load(CancellationToken cancel)
    {
        var opening = await services.Stores.Reader.Open(tenant, account, cancel);
        if (opening.Key is not { } key)
        {
            // "Ever written" is the key row: records without one are an account that lost its key, not a new one.
            return opening.Tail.Count == 0 && opening.Snapshot is null
                ? new Loading.New()
                : throw new AccountUnreadableException(UnavailableCause.KeyMissing, 0);
        }

        if (key.Tombstone)
        {
            return new Loading.Erased();
        }

        var session = await services.Keys.Open(key, cancel);
        var buffer = services.Runtime.Buffers.Rent();
        try
        {
            var rehydration = await Rehydrate(opening, session, buffer, cancel);
            var resident = Resident(key, session, rehydration, opening);
            return new Loading.Loaded(resident, await IdentitiesOf(resident, opening, cancel));
        }
        catch
        {
            session.Dispose();
            services.Runtime.Buffers.Return(buffer);
            throw;
        }
    }

    private async ValueTask<IdentityIndex?> IdentitiesOf(
        ResidentAccount resident, AccountOpening opening, CancellationToken cancel) =>
        opening.Snapshot is { Identities.IsEmpty: false }
        && await services.Tenants.Find(tenant, cancel) is { } context
            ? AccountIdentities.Open(
                resident, opening,
                JournalMonth.FirstKept(context.Settings.RetentionMonths, services.Runtime.Time.GetUtcNow()))
            : null;

    private async ValueTask<AccountRehydration> Rehydrate(
        AccountOpening opening, ISealingSession session, byte[] buffer, CancellationToken cancel)
    {
        if (opening.Snapshot is { } snapshot)
        {
            try
            {
                var rehydration = NewFold(session, buffer);
                rehydration.StartFrom(snapshot);
                await ApplyTail(rehydration, opening.Tail, cancel);
                return rehydration;
            }
            catch (Exception e) when (
                e is AccountUnreadableException or SealBrokenException or RecordUnreadableException)
            {
                // Whatever is wrong, the journal alone decides: a snapshot is only a cache.
                AccountLog.SnapshotPassedOver(
                    services.Runtime.Logger, tenant, account, snapshot.Sequence, e.GetType().Name);
            }
        }

        return await RehydrateFromBase(opening, session, buffer, cancel);
    }

    private async ValueTask<AccountRehydration> RehydrateFromBase(
        AccountOpening opening, ISealingSession session, byte[] buffer, CancellationToken cancel)
    {
        var records = opening.Snapshot is null
            ? opening.Tail
            : await services.Stores.Reader.FromBase(tenant, account, long.MaxValue, cancel);
        if (records.Count == 0)
        {
            throw new AccountUnreadableException(UnavailableCause.RecordMissing, 0);
        }

        try
        {
            var rehydration = NewFold(session, buffer);
            rehydration.StartFrom(records[0]);
            await ApplyTail(rehydration, records, cancel);
            return rehydration;
        }
        catch (SealBrokenException)
        {
            throw new AccountUnreadableException(UnavailableCause.SealBroken, records[0].FirstSequence);
        }
        catch (RecordUnreadableException)
        {
            throw new AccountUnreadableException(UnavailableCause.UnknownRecord, records[0].FirstSequence);
        }
    }

    private AccountRehydration NewFold(ISealingSession session, byte[] buffer) =>
        new(tenant, account, session, services.Published, buffer);

    private static async ValueTask ApplyTail(
        AccountRehydration rehydration, IReadOnlyList<JournalRecord> tail, CancellationToken cancel)
    {
        foreach (var record in tail)
        {
            if (record.LastSequence == rehydration.Sequence && rehydration.EventsFolded == 0)
            {
                CheckSnapshotted(rehydration, record);
                continue;
            }

            await rehydration.Apply(record, cancel);
        }
    }

    /// <summary>
    /// A reader may hand over the record that the snapshot follows; then it must be the one the snapshot names.
    /// </summary>
    private static void CheckSnapshotted(AccountRehydration rehydration, JournalRecord record)
    {
        if (rehydration.HashOf(record) != rehydration.RecordHash)
        {
            throw new AccountUnreadableException(UnavailableCause.ChainBroken, record.FirstSequence);
        }
    }

    private static ResidentAccount Resident(
        SubjectKeyRow key, ISealingSession session, AccountRehydration rehydration, AccountOpening opening)
    {
        if (key.Generation != rehydration.Generation)
        {
            throw new AccountUnreadableException(UnavailableCause.ChainBroken, rehydration.Sequence);
        }

        return new ResidentAccount(key, session, rehydration.Profile, rehydration.State)
        {
            Sequence = rehydration.Sequence,
            ScoringVersion = rehydration.Version,
            Month = rehydration.Month,
            NextMonth = rehydration.NextMonth,
            RecordHash = rehydration.RecordHash,
            StateHash = rehydration.StateHash,
            Mark = rehydration.Mark,
            SnapshotSequence = opening.Snapshot?.Sequence ?? rehydration.Sequence - rehydration.EventsFolded,
        };
    }
}

/// <summary>What reading an account came to, where it could be read.</summary>
internal abstract record Loading
{
    private Loading()
    {
    }

    /// <summary>Never written.</summary>
    public sealed record New : Loading;

    /// <param name="Identities">Where its index lay beside the snapshot.</param>
    public sealed record Loaded(ResidentAccount Account, IdentityIndex? Identities) : Loading;

    public sealed record Erased : Loading;
}
