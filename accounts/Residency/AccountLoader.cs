using OrleansRisk.Accounts.Folding;
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
            var fold = await Fold(opening, session, buffer, cancel);
            return new Loading.Loaded(Resident(key, session, fold, opening));
        }
        catch
        {
            session.Dispose();
            services.Runtime.Buffers.Return(buffer);
            throw;
        }
    }

    private async ValueTask<AccountFold> Fold(
        AccountOpening opening, ISealingSession session, byte[] buffer, CancellationToken cancel)
    {
        if (opening.Snapshot is { } snapshot)
        {
            try
            {
                var fold = NewFold(session, buffer);
                fold.StartFrom(snapshot);
                await FoldTail(fold, opening.Tail, cancel);
                return fold;
            }
            catch (Exception e) when (
                e is AccountUnreadableException or SealBrokenException or RecordUnreadableException)
            {
                // Whatever is wrong, the journal alone decides: a snapshot is only a cache.
                AccountLog.SnapshotPassedOver(
                    services.Runtime.Logger, tenant, account, snapshot.Sequence, e.GetType().Name);
            }
        }

        return await FoldFromBase(opening, session, buffer, cancel);
    }

    private async ValueTask<AccountFold> FoldFromBase(
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
            var fold = NewFold(session, buffer);
            fold.StartFrom(records[0]);
            await FoldTail(fold, records, cancel);
            return fold;
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

    private AccountFold NewFold(ISealingSession session, byte[] buffer) =>
        new(tenant, account, session, services.Published, buffer);

    private static async ValueTask FoldTail(
        AccountFold fold, IReadOnlyList<JournalRecord> tail, CancellationToken cancel)
    {
        foreach (var record in tail)
        {
            if (record.LastSequence == fold.Sequence && fold.EventsFolded == 0)
            {
                CheckSnapshotted(fold, record);
                continue;
            }

            await fold.Fold(record, cancel);
        }
    }

    /// <summary>
    /// A reader may hand over the record that the snapshot follows; then it must be the one the snapshot names.
    /// </summary>
    private static void CheckSnapshotted(AccountFold fold, JournalRecord record)
    {
        if (fold.HashOf(record) != fold.RecordHash)
        {
            throw new AccountUnreadableException(UnavailableCause.ChainBroken, record.FirstSequence);
        }
    }

    private static ResidentAccount Resident(
        SubjectKeyRow key, ISealingSession session, AccountFold fold, AccountOpening opening)
    {
        if (key.Generation != fold.Generation)
        {
            throw new AccountUnreadableException(UnavailableCause.ChainBroken, fold.Sequence);
        }

        return new ResidentAccount(key, session, fold.Profile, fold.State)
        {
            Sequence = fold.Sequence,
            ScoringVersion = fold.Version,
            Period = fold.Period,
            NextPeriod = fold.NextPeriod,
            RecordHash = fold.RecordHash,
            StateHash = fold.StateHash,
            SnapshotSequence = opening.Snapshot?.Sequence ?? fold.Sequence - fold.EventsFolded,
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

    public sealed record Loaded(ResidentAccount Account) : Loading;

    public sealed record Erased : Loading;
}
