using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// The session of one activation: seals under one key and a counter, opens what this and earlier sessions sealed. Holds
/// the subject key for the time of its lease and not longer. Used by one at a time: a turn has its account's session, a
/// read beside the turns one of its own.
/// </summary>
internal sealed class SealingSession : ISealingSession
{
    private readonly ISubjectKeys _keys;
    private readonly SealingShared _shared;
    private readonly SubjectKeyRow _row;
    private List<SessionKey>? _earlier;
    private Secret? _secret;
    private SessionKey? _current;
    private long _counter;
    private long _leasedAt;

    public SealingSession(ISubjectKeys keys, SealingShared shared, SubjectKeyRow row, Secret secret)
    {
        (_keys, _shared, _row, _secret) = (keys, shared, row, secret);
        _current = Fresh();
        _leasedAt = shared.Time.GetTimestamp();
    }

    // Early, so that a turn that begins under the lease also ends under it.
    public bool Expired => Age >= JournalLimits.SessionLease - JournalLimits.SessionLeaseMargin;

    public TenantOrigin Origin => _shared.Origin;

    private TimeSpan Age => _shared.Time.GetElapsedTime(_leasedAt);

    public async ValueTask Renew(CancellationToken cancel)
    {
        var asked = _shared.Time.GetTimestamp();
        try
        {
            using var secret = await _keys.Unwrap(_row, cancel).ConfigureAwait(false);
            if (_secret is null || !secret.Same(_secret))
            {
                throw new KeyUnavailableException(
                    UnavailableCause.SealBroken, "the subject key is another one than before");
            }

            _leasedAt = asked;
        }
        catch (KeyUnavailableException)
        {
            Forget(); // not merely expired: nothing in this process can open the account any more
            throw;
        }
    }

    public byte[] Seal(in SealPlace place, ReadOnlySpan<byte> content)
    {
        CheckLease();
        if (_counter == _shared.SealsPerKeyMax)
        {
            // A nonce is never used twice under a key, so a key that has used them up gives way to a fresh one.
            Remember(_current!);
            _current = Fresh();
            _counter = 0;
        }

        return _current!.Seal(++_counter, _shared.Origin, place, content);
    }

    public byte[] Open(in SealPlace place, ReadOnlySpan<byte> blob)
    {
        CheckLease();
        SealedBlob.CheckShape(blob, _row.Version);
        return KeyOf(SealedBlob.Salt(blob)).Open(_shared.Origin, place, blob);
    }

    public void Dispose() => Forget();

    private void CheckLease()
    {
        if (Age >= JournalLimits.SessionLease || _secret is null)
        {
            throw new KeyUnavailableException(
                UnavailableCause.KeyMissing, "the lease of the sealing session has run out");
        }
    }

    private SessionKey KeyOf(ReadOnlySpan<byte> salt)
    {
        if (_current!.Salt.SequenceEqual(salt))
        {
            return _current;
        }

        for (var i = (_earlier?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (_earlier![i].Salt.SequenceEqual(salt))
            {
                return _earlier[i];
            }
        }

        var key = SessionKey.Derive(_secret!, _row.Version, salt, _shared.Ciphers)!;
        Remember(key);
        return key;
    }

    private void Remember(SessionKey key)
    {
        _earlier ??= [];
        if (_earlier.Count == JournalLimits.EarlierSessionsMax)
        {
            _earlier[0].Dispose();
            _earlier.RemoveAt(0);
        }

        _earlier.Add(key);
    }

    private SessionKey Fresh() => SessionKey.DeriveFresh(_secret!, _row.Version, _shared.Ciphers)
        ?? throw new KeyUnavailableException(UnavailableCause.KeyMissing, "the subject key is gone");

    private void Forget()
    {
        _current?.Dispose();
        _current = null;
        _earlier?.ForEach(static key => key.Dispose());
        _earlier = null;
        _secret?.Dispose();
        _secret = null;
    }
}

/// <summary>What all sessions of a tenant share.</summary>
internal sealed record SealingShared(TenantOrigin Origin, CipherCache Ciphers, TimeProvider Time)
{
    /// <summary>Seals under one key; far below what AES-GCM allows with a counted nonce.</summary>
    public long SealsPerKeyMax { get; init; } = JournalLimits.SealsPerKeyMax;
}

/// <summary>Unwraps a subject key anew: reads its row again, so that an erased or disabled one is noticed.</summary>
internal interface ISubjectKeys
{
    ValueTask<Secret> Unwrap(SubjectKeyRow known, CancellationToken cancel);
}
