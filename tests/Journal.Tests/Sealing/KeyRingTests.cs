using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.Sealing;
using Xunit;

namespace OrleansRisk.Journal.Tests.Sealing;

public sealed class KeyRingTests
{
    private static readonly TenantId _other = new(2);
    private static readonly byte[] _content = "balance=42"u8.ToArray();

    [Fact]
    public async Task CreateTenant_Twice_ChangesNothing()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        var before = parts.Rows.TenantRows.ToList();
        await parts.Ring.CreateTenant(Some.Tenant, CancellationToken.None);
        using var process = parts.AnotherProcess();
        await process.CreateTenant(Some.Tenant, CancellationToken.None);
        Assert.Equal(before, parts.Rows.TenantRows);
        Assert.Equal(2, before.Count);
    }

    [Fact]
    public async Task CreateTenant_HalfMadeBefore_MakesTheRest()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        parts.Rows.TenantRows.RemoveAll(static row => row.Purpose == TenantKeyPurpose.Pseudonym);
        await parts.Ring.CreateTenant(Some.Tenant, CancellationToken.None);
        Assert.Equal(
            [TenantKeyPurpose.Sealing, TenantKeyPurpose.Pseudonym],
            parts.Rows.TenantRows.Select(static row => row.Purpose));
    }

    [Fact]
    public async Task Open_InAnotherProcess_OpensWhatTheFirstSealed()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        var blob = session.Seal(SealingParts.Place(), _content);
        using var process = parts.AnotherProcess();
        using var reader = await parts.Open(ring: process);
        Assert.Equal(_content, reader.Open(SealingParts.Place(), blob));
    }

    // Whoever can write the table of wrapped keys must not be able to make one tenant's records open under another's
    // key.
    [Theory]
    [InlineData("wrapped key of another tenant")]
    [InlineData("wrapped key and binding of another tenant")]
    [InlineData("wrapped key and binding of the other purpose")]
    [InlineData("another version")]
    [InlineData("another name of the vault's key")]
    [InlineData("binding cut")]
    public async Task TenantKey_PutElsewhere_IsRefused(string what)
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant, _other);
        (await parts.NewAccount()).Dispose();
        Move(parts.Rows, what);
        using var process = parts.AnotherProcess();
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(async () => await parts.Open(ring: process));
        Assert.Equal(UnavailableCause.SealBroken, refusal.Cause);
    }

    [Theory]
    [InlineData("sg", "test")]
    [InlineData("my", "production")]
    public async Task TenantKey_InAnotherRegionOrEnvironment_IsRefused(string region, string environment)
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        (await parts.NewAccount()).Dispose();
        using var process = parts.AnotherProcess(region, environment);
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(async () => await parts.Open(ring: process));
        Assert.Equal(UnavailableCause.SealBroken, refusal.Cause);
    }

    [Theory]
    [InlineData("another account's")]
    [InlineData("another generation's")]
    [InlineData("another version's")]
    [InlineData("another first period's")]
    [InlineData("another deployment's")]
    [InlineData("a changed bit")]
    [InlineData("cut")]
    [InlineData("empty")]
    public async Task SubjectKey_ThatIsNotItsRows_IsRefused(string what)
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        (await parts.NewAccount("one")).Dispose();
        (await parts.NewAccount("two")).Dispose();
        var row = parts.Rows.Subjects[(Some.Tenant, Some.Account("one"))];
        var rows = what != "another deployment's" ? parts.Rows : new TamperedKeyRows
        {
            Deployment = Guid.NewGuid(),
            TenantRows = parts.Rows.TenantRows,
            Subjects = parts.Rows.Subjects,
        };
        using var process = parts.AnotherProcess(rows: rows);
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await process.Open(Tampered(parts.Rows, row, what), CancellationToken.None));
        Assert.Equal(UnavailableCause.SealBroken, refusal.Cause);
    }

    [Fact]
    public async Task Open_UnderAnOlderTenantKey_StillOpens()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        (await parts.NewAccount()).Dispose();
        parts.Rows.Change(
            Some.Tenant, TenantKeyPurpose.Sealing, static row => row with { Status = TenantKeyStatus.DecryptOnly });
        using var process = parts.AnotherProcess();
        (await parts.Open(ring: process)).Dispose();
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            async () =>
                await process.CreateSubject(Some.Tenant, Some.Account("new"), 1, Some.Month, CancellationToken.None));
        Assert.Equal(UnavailableCause.KeyDisabled, refusal.Cause);
    }

    [Fact]
    public async Task TenantSeal_OfATenantWhoseKeysAreErased_OpensNothingAnyMore()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant, _other);
        var kept = await parts.Ring.Seal(
            Some.Tenant, SealedKind.Assessment, 7, _content, CancellationToken.None);
        Assert.Equal(_content, await parts.Ring.Open(
            Some.Tenant, SealedKind.Assessment, 7, kept, CancellationToken.None));

        parts.Rows.TenantRows.RemoveAll(static row => row.Tenant == Some.Tenant);
        parts.Time.Advance(JournalLimits.TenantKeyAgeMax);
        using var process = parts.AnotherProcess();
        foreach (var ring in (KeyRing[])[parts.Ring, process])
        {
            var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(async () => await ring.Open(
                Some.Tenant, SealedKind.Assessment, 7, kept, CancellationToken.None));
            Assert.Equal(UnavailableCause.KeyMissing, refusal.Cause);
        }
    }

    [Theory]
    [InlineData(UnavailableCause.VaultUnreachable)]
    [InlineData(UnavailableCause.KeyDisabled)]
    [InlineData(UnavailableCause.KeyMissing)]
    public async Task Open_VaultRefuses_NamesTheCauseAndRecovers(UnavailableCause cause)
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        (await parts.NewAccount()).Dispose();
        parts.Time.Advance(JournalLimits.TenantKeyAgeMax);
        parts.Kek.Trouble = cause;
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(async () => await parts.Open());
        Assert.Equal(cause, refusal.Cause);
        parts.Kek.Trouble = null;
        (await parts.Open()).Dispose();
    }

    [Fact]
    public async Task Open_ManyAtOnce_AsksTheVaultOnce()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        (await parts.NewAccount()).Dispose();
        parts.Time.Advance(JournalLimits.TenantKeyAgeMax);
        var before = parts.Kek.Unwraps;
        var sessions = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => parts.Open()));
        Assert.Equal(2, parts.Kek.Unwraps - before); // one sealing key and one pseudonym key
        Array.ForEach(sessions, static session => session.Dispose());
    }

    [Fact]
    public async Task Sessions_AcrossARefreshOfTheTenantKey_GoOn()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        var pseudonyms = await parts.Ring.Pseudonyms(Some.Tenant, CancellationToken.None);
        var name = pseudonyms.Account("ACC-1");
        parts.Time.Advance(JournalLimits.TenantKeyAgeMax);
        await session.Renew(CancellationToken.None);
        Assert.Equal(_content, session.Open(SealingParts.Place(), session.Seal(SealingParts.Place(), _content)));
        Assert.Same(pseudonyms, await parts.Ring.Pseudonyms(Some.Tenant, CancellationToken.None));
        Assert.Equal(name, pseudonyms.Account("ACC-1"));
    }

    [Fact]
    public async Task Tenant_WithoutKeys_IsMissingNotFresh()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await parts.Ring.Pseudonyms(_other, CancellationToken.None));
        Assert.Equal(UnavailableCause.KeyMissing, refusal.Cause);
    }

    private static void Move(TamperedKeyRows rows, string what)
    {
        var other = rows.TenantRows.Single(
            static row => row.Tenant == _other && row.Purpose == TenantKeyPurpose.Sealing);
        var pseudonym = rows.TenantRows.Single(
            static row => row.Tenant == Some.Tenant && row.Purpose == TenantKeyPurpose.Pseudonym);
        rows.Change(Some.Tenant, TenantKeyPurpose.Sealing, row => what switch
        {
            "wrapped key of another tenant" => row with { Wrapped = other.Wrapped },
            "wrapped key and binding of another tenant" =>
                row with { Wrapped = other.Wrapped, Binding = other.Binding },
            "wrapped key and binding of the other purpose" =>
                row with { Wrapped = pseudonym.Wrapped, Binding = pseudonym.Binding },
            "another version" => row with { Version = 2 },
            "another name of the vault's key" => row with { KekName = "vault/key/2" },
            _ => row with { Binding = row.Binding[..^1] },
        });
    }

    private static SubjectKeyRow Tampered(TamperedKeyRows rows, SubjectKeyRow row, string what)
    {
        var changed = row.SealedKey.ToArray();
        changed[^20] ^= 1;
        return what switch
        {
            "another account's" => row with { SealedKey = rows.Subjects[(Some.Tenant, Some.Account("two"))].SealedKey },
            "another generation's" => row with { Generation = 2 },
            "another version's" => row with { Version = 2 },
            "another first period's" => row with { FirstMonth = row.FirstMonth.Next() },
            "a changed bit" => row with { SealedKey = changed },
            "cut" => row with { SealedKey = changed.AsMemory(0, 40) },
            "empty" => row with { SealedKey = ReadOnlyMemory<byte>.Empty },
            _ => row,
        };
    }
}
