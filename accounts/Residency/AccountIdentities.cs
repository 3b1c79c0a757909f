using System.Buffers.Binary;
using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;

namespace OrleansRisk.Accounts.Residency;

/// <summary>
/// What an account in memory knows of the identities that were ever recorded of it. Few accounts need an index: as long
/// as none has left the state, the state answers.
/// </summary>
internal sealed class AccountIdentities(AccountServices services, TenantId tenant, AccountKey key)
{
    private IdentityIndex? _index;

    /// <summary>
    /// The account began in this memory, under a scoring version that keeps replaced ids in the state too: what has
    /// not left its state is all there is.
    /// </summary>
    private bool _begunHere;

    public int Bytes => _index?.Bytes ?? 0;

    /// <summary>The index, where it is there and knows all that was recorded.</summary>
    public IdentityIndex? Current(ResidentAccount account)
    {
        if (_index is null && _begunHere && AreInState(account))
        {
            _index = OfState(account);
        }

        return _index?.Sequence == account.Sequence ? _index : null;
    }

    /// <summary>
    /// The state knows all that was recorded: none has left it, and none waits beside it or was taken back.
    /// </summary>
    public static bool AreInState(ResidentAccount account) =>
        account.Mark.CountsAll && AccountState.HoldsAllIdentities(account.State);

    /// <summary>
    /// Looks identities up: those that the index does not rule out are read from where they would stand, all in one
    /// read.
    /// </summary>
    public async ValueTask<IdentityPlaces> LookUp(ResidentAccount account, IReadOnlyCollection<ulong> identities)
    {
        var index = await Ready(account);
        var possible = new HashSet<ulong>();
        var ranges = new HashSet<SequenceRange>();
        foreach (var identity in identities)
        {
            if (index.Locate(identity, ranges))
            {
                possible.Add(identity);
            }
        }

        if (possible.Count == 0)
        {
            return IdentityPlaces.None;
        }

        var places = new IdentityPlaces(
            possible, await services.Stores.Reader.FindIdentities(tenant, key, ranges, CancellationToken.None));
        services.Runtime.Metrics.IdentitiesLookedUp(possible.Count, places.Found);
        return places;
    }

    /// <summary>Takes the index that lay beside the snapshot, and what was recorded since.</summary>
    public void Take(IdentityIndex index) => _index = index;

    /// <summary>A record of the account was committed; its state is still the one before it.</summary>
    public void Committed(ResidentAccount account, JournalRecord record, ReadOnlySpan<byte> state)
    {
        if (record.NewKey is not null)
        {
            _begunHere = record.ScoringVersion >= ScoringVersions.Two;
        }

        var current = AreInState(account) && AccountState.HoldsAllIdentities(state) && record.Kind != RecordKind.Waiting
            ? _index
            : Current(account);
        if (current?.Sequence == record.FirstSequence - 1)
        {
            current.Add(IdentityRow.Of(record));
        }
    }

    public void Drop() => (_index, _begunHere) = (null, false);

    /// <summary>
    /// Whether it has grown so much since it was sealed last that the next snapshot should carry it; sooner where the
    /// account leaves memory.
    /// </summary>
    public bool IsToBeSealed(ResidentAccount account, bool leaving)
    {
        if (Current(account) is not { } index || index.Bytes > AccountLimits.IdentitiesSealedBytesMax)
        {
            return false;
        }

        var grown = leaving ? Math.Max(AccountLimits.IdentitiesSealedLeaving, index.Sealed / 32)
            : Math.Max(AccountLimits.IdentitiesSealedGoingOn, index.Sealed / 4);
        return index.Count - index.Sealed >= grown;
    }

    /// <summary>The index sealed at the account's sequence, which stands in front.</summary>
    public byte[] Seal(ResidentAccount account)
    {
        var blob = account.Session.Seal(PlaceOf(account, account.Sequence), IdentityIndexCodec.Write(_index!));
        var content = new byte[sizeof(long) + blob.Length];
        BinaryPrimitives.WriteInt64LittleEndian(content, account.Sequence);
        blob.CopyTo(content, sizeof(long));
        _index!.Sealed = _index.Count;
        return content;
    }

    /// <summary>
    /// The index as it lay beside a snapshot, with the records that were read behind it; null where it cannot be used,
    /// and is built from the journal when it is needed.
    /// </summary>
    public static IdentityIndex? Open(ResidentAccount account, AccountOpening opening, JournalMonth firstKept)
    {
        if (opening.Snapshot is not { Identities: { Length: > sizeof(long) } content })
        {
            return null;
        }

        try
        {
            var sequence = BinaryPrimitives.ReadInt64LittleEndian(content.Span);
            var index = IdentityIndexCodec.Read(
                account.Session.Open(PlaceOf(account, sequence), content.Span[sizeof(long)..]));
            foreach (var record in opening.Tail)
            {
                if (record.FirstSequence == index.Sequence + 1)
                {
                    index.Add(IdentityRow.Of(record));
                }
            }

            index.Forget(firstKept);
            return index.Sequence <= account.Sequence && index.Since.CompareTo(firstKept) <= 0 ? index : null;
        }
        catch (Exception e) when (e is SealBrokenException or RecordUnreadableException)
        {
            return null;
        }
    }

    /// <summary>Builds the index where it is not there, and reads what it lacks.</summary>
    private async ValueTask<IdentityIndex> Ready(ResidentAccount account)
    {
        if (Current(account) is { } current)
        {
            return current;
        }

        var index = _index ?? new IdentityIndex();
        var after = index.Sequence;
        foreach (var row in await services.Stores.Reader.Identities(tenant, key, after, CancellationToken.None))
        {
            if (row.FirstSequence <= account.Sequence)
            {
                index.Add(row);
            }
        }

        services.Runtime.Metrics.IdentitiesBuilt(whole: after == 0);
        return _index = index;
    }

    private static IdentityIndex OfState(ResidentAccount account)
    {
        Span<ulong> identities = stackalloc ulong[AccountState.IdentitiesMax];
        var count = AccountState.Identities(account.State, identities);
        var index = new IdentityIndex();
        if (account.Sequence > 0)
        {
            index.AddAll(identities[..count], account.Sequence, account.NextMonth);
        }

        return index;
    }

    private static SealPlace PlaceOf(ResidentAccount account, long sequence) =>
        Places.OfIdentities(account.Key.Account, account.Key.Generation, sequence);
}
