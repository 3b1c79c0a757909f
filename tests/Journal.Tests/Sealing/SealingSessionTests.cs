using System.Buffers.Binary;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.Sealing;
using Xunit;

namespace OrleansRisk.Journal.Tests.Sealing;

public sealed class SealingSessionTests
{
    private static readonly byte[] _content = "balance=42"u8.ToArray();

    [Fact]
    public void Lease_AndAgeOfTenantKeys_AreFiveMinutesTogether() =>
        Assert.True(JournalLimits.SessionLease + JournalLimits.TenantKeyAgeMax <= TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Session_AfterItsLease_RefusesUntilRenewed()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        var blob = session.Seal(SealingParts.Place(), _content);

        parts.Time.Advance(JournalLimits.SessionLease - JournalLimits.SessionLeaseMargin);
        Assert.True(session.Expired);
        Assert.Equal(_content, session.Open(SealingParts.Place(), blob));

        parts.Time.Advance(JournalLimits.SessionLeaseMargin);
        Assert.Throws<KeyUnavailableException>(() => session.Open(SealingParts.Place(), blob));
        Assert.Throws<KeyUnavailableException>(() => session.Seal(SealingParts.Place(), _content));

        await session.Renew(CancellationToken.None);
        Assert.False(session.Expired);
        Assert.Equal(_content, session.Open(SealingParts.Place(), blob));
    }

    [Theory]
    [InlineData("erased", UnavailableCause.KeyMissing)]
    [InlineData("row gone", UnavailableCause.KeyMissing)]
    [InlineData("admitted again", UnavailableCause.KeyMissing)]
    [InlineData("row of another account", UnavailableCause.SealBroken)]
    [InlineData("tenant key disabled", UnavailableCause.KeyDisabled)]
    [InlineData("vault away", UnavailableCause.VaultUnreachable)]
    public async Task Renew_KeyNotToBeHad_LeavesTheSessionDead(string what, UnavailableCause cause)
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        using var other = await parts.NewAccount("other");
        var blob = session.Seal(SealingParts.Place(), _content);
        Break(parts, what);
        parts.Time.Advance(JournalLimits.TenantKeyAgeMax);

        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await session.Renew(CancellationToken.None));
        Assert.Equal(cause, refusal.Cause);
        Assert.Throws<KeyUnavailableException>(() => session.Open(SealingParts.Place(), blob));
    }

    [Fact]
    public async Task Session_KeyDisabled_IsDeadWithinFiveMinutesThoughHot()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        parts.Rows.Change(
            Some.Tenant, TenantKeyPurpose.Sealing, static row => row with { Status = TenantKeyStatus.Disabled });
        var second = TimeSpan.FromSeconds(1);
        var alive = TimeSpan.Zero;
        while (await Uses(session) && alive < TimeSpan.FromHours(1))
        {
            parts.Time.Advance(second);
            alive += second;
        }

        Assert.InRange(alive, second, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Seal_ManyTimes_NeverUsesANonceTwiceUnderAKey()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var ciphers = new CipherCache(4);
        var shared = new SealingShared(SealingParts.Origin(), ciphers, parts.Time) { SealsPerKeyMax = 3 };
        using var session = new SealingSession(parts.Ring, shared, Some.Key(), new Secret(Some.Bytes(32)));
        var blobs = Enumerable.Range(0, 10).Select(_ => session.Seal(SealingParts.Place(), _content)).ToList();

        Assert.Equal(10, blobs.Select(static blob => Convert.ToHexString(blob.AsSpan(3, 40))).Distinct().Count());
        Assert.Equal(4, blobs.Select(static blob => Convert.ToHexString(SealedBlob.Salt(blob))).Distinct().Count());
        Assert.All(blobs, static blob => Assert.InRange(BinaryPrimitives.ReadInt64BigEndian(blob.AsSpan(35)), 1, 3));
        Assert.All(blobs, blob => Assert.Equal(_content, session.Open(SealingParts.Place(), blob)));
    }

    [Fact]
    public async Task Open_BlobsOfManyEarlierSessions_KeepsFewKeys()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        (await parts.NewAccount()).Dispose();
        var blobs = new List<byte[]>();
        for (var i = 0; i < JournalLimits.EarlierSessionsMax * 3; i++)
        {
            using var process = parts.AnotherProcess();
            using var session = await parts.Open(ring: process);
            blobs.Add(session.Seal(SealingParts.Place(), _content));
        }

        using var reader = await parts.Open();
        Assert.All(blobs, blob => Assert.Equal(_content, reader.Open(SealingParts.Place(), blob)));
        Assert.Equal(
            blobs.Count, blobs.Select(static blob => Convert.ToHexString(SealedBlob.Salt(blob))).Distinct().Count());
    }

    [Fact]
    public async Task Session_Disposed_OpensNothingMore()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        var session = await parts.NewAccount();
        var blob = session.Seal(SealingParts.Place(), _content);
        session.Dispose();
        session.Dispose();
        Assert.Throws<KeyUnavailableException>(() => session.Open(SealingParts.Place(), blob));
        await Assert.ThrowsAsync<KeyUnavailableException>(async () => await session.Renew(CancellationToken.None));
    }

    [Fact]
    public void Keys_Disposed_AreGone()
    {
        using var ciphers = new CipherCache(4);
        var bytes = Some.Bytes(32);
        var secret = new Secret(bytes);
        Assert.All(bytes, static value => Assert.Equal(0, value));
        var key = SessionKey.DeriveFresh(secret, 1, ciphers)!;
        Assert.Contains(key.Key.ToArray(), static value => value != 0);
        Assert.Equal(1, ciphers.Keys.Rented);
        key.Dispose();
        key.Dispose();
        secret.Dispose();
        Assert.Equal(0, ciphers.Keys.Rented);
        Assert.Throws<ObjectDisposedException>(() => key.Key.ToArray());
        Assert.Throws<ObjectDisposedException>(() => key.Commitment.ToArray());
        Assert.False(secret.TryCopy(bytes));
        Assert.Null(SessionKey.DeriveFresh(secret, 1, ciphers));
        Assert.Equal(0, ciphers.Keys.Rented);
    }

    [Fact]
    public void Slots_Returned_AreZeroAndUsedAgain()
    {
        var slots = new PinnedSlots(64);
        var first = slots.Rent();
        var second = slots.Rent();
        first.Span.Fill(0xAA);
        second.Span.Fill(0xBB);
        slots.Return(first);
        Assert.All(first.Span.ToArray(), static value => Assert.Equal(0, value));
        Assert.All(second.Span.ToArray(), static value => Assert.Equal(0xBB, value));
        slots.Rent().Span.Fill(0xCC);
        Assert.All(first.Span.ToArray(), static value => Assert.Equal(0xCC, value));
        Assert.Equal(2, slots.Rented);
    }

    [Fact]
    public void Ciphers_MoreKeysThanPlaces_StayBoundedAndRight()
    {
        using var ciphers = new CipherCache(2);
        var keys = Enumerable.Range(0, 6).Select(
            i => SessionKey.DeriveFresh(new Secret(Some.Bytes(32, i)), 1, ciphers)!).ToList();
        var place = SealingParts.Place();
        for (var round = 0; round < 3; round++)
        {
            foreach (var key in keys)
            {
                Assert.Equal(_content, key.Open(default, place, key.Seal(round, default, place, _content)));
                Assert.InRange(ciphers.Count, 0, 2);
            }
        }

        keys.ForEach(static key => key.Dispose());
        Assert.Equal(0, ciphers.Count);
    }

    private static async Task<bool> Uses(ISealingSession session)
    {
        try
        {
            if (session.Expired)
            {
                await session.Renew(CancellationToken.None);
            }

            session.Seal(SealingParts.Place(), _content);
            return true;
        }
        catch (KeyUnavailableException)
        {
            return false;
        }
    }

    private static void Break(SealingParts parts, string what)
    {
        var id = (Some.Tenant, Some.Account());
        var row = parts.Rows.Subjects[id];
        switch (what)
        {
            case "erased":
                parts.Rows.Subjects[id] = row with { Tombstone = true };
                break;
            case "row gone":
                parts.Rows.Subjects.Remove(id);
                break;
            case "admitted again":
                parts.Rows.Subjects[id] = row with { Generation = 2 };
                break;
            case "row of another account":
                var other = parts.Rows.Subjects[(Some.Tenant, Some.Account("other"))];
                parts.Rows.Subjects[id] = row with { SealedKey = other.SealedKey };
                break;
            case "tenant key disabled":
                parts.Rows.Change(Some.Tenant, TenantKeyPurpose.Sealing,
                    static key => key with { Status = TenantKeyStatus.Disabled });
                break;
            default:
                parts.Kek.Trouble = UnavailableCause.VaultUnreachable;
                break;
        }
    }
}
