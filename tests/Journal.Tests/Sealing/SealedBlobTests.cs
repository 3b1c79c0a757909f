using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.Sealing;
using Xunit;

namespace OrleansRisk.Journal.Tests.Sealing;

public sealed class SealedBlobTests
{
    private static readonly byte[] _content = "balance=42"u8.ToArray();

    public static TheoryData<string> Places => [.. SealingParts.OtherPlaces.Keys];

    [Fact]
    public async Task Open_WhereItWasSealed_GivesTheContent()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        var blob = session.Seal(SealingParts.Place(), _content);
        Assert.Equal(_content, session.Open(SealingParts.Place(), blob));
        Assert.Equal(SealedBlob.Overhead + _content.Length, blob.Length);
    }

    [Fact]
    public async Task Open_AnyBitFlipped_IsRefused()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        var blob = session.Seal(SealingParts.Place(), _content);
        for (var bit = 0; bit < blob.Length * 8; bit++)
        {
            var changed = blob.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<SealBrokenException>(() => session.Open(SealingParts.Place(), changed));
        }

        Assert.Equal(_content, session.Open(SealingParts.Place(), blob));
    }

    [Fact]
    public async Task Open_CutAnywhereOrContinued_IsRefused()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        var blob = session.Seal(SealingParts.Place(), _content);
        for (var length = 0; length < blob.Length; length++)
        {
            Assert.Throws<SealBrokenException>(() => session.Open(SealingParts.Place(), blob.AsSpan(0, length)));
        }

        Assert.Throws<SealBrokenException>(() => session.Open(SealingParts.Place(), [.. blob, 0]));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Open_AtAnotherPlace_IsRefused(string field)
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        var blob = session.Seal(SealingParts.Place(), _content);
        var elsewhere = SealingParts.OtherPlaces[field](SealingParts.Place());
        Assert.Throws<SealBrokenException>(() => session.Open(elsewhere, blob));
    }

    [Theory]
    [InlineData("deployment")]
    [InlineData("tenant")]
    public async Task Open_UnderAnotherOrigin_IsRefused(string part)
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var shared = new CipherCache(4);
        var here = new SealingShared(SealingParts.Origin(), shared, parts.Time);
        var there = here with
        {
            Origin = part == "tenant" ? here.Origin with { Number = 2 } : here.Origin with { Deployment = Guid.Empty },
        };
        var row = Some.Key();
        using var session = new SealingSession(parts.Ring, here, row, new Secret(Some.Bytes(32)));
        using var copy = new SealingSession(parts.Ring, there, row, new Secret(Some.Bytes(32)));
        var blob = session.Seal(SealingParts.Place(), _content);
        Assert.Throws<SealBrokenException>(() => copy.Open(SealingParts.Place(), blob));
    }

    [Fact]
    public async Task Open_OfAnotherAccountsKey_IsRefused()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var one = await parts.NewAccount("one");
        using var two = await parts.NewAccount("two");
        var blob = one.Seal(SealingParts.Place("one"), _content);
        Assert.Throws<SealBrokenException>(() => two.Open(SealingParts.Place("one"), blob));
        Assert.Throws<SealBrokenException>(() => two.Open(SealingParts.Place("two"), blob));
    }

    [Fact]
    public void Blob_OfSuite1_HasTheApprovedBytes()
    {
        using var ciphers = new CipherCache(4);
        using var secret = new Secret(Some.Bytes(32));
        using var key = SessionKey.Derive(secret, 3, Some.Bytes(32, 2), ciphers)!;
        var origin = SealingParts.Origin();
        Approved.Check("blob.v1", key.Seal(41, origin, SealingParts.Place(), _content));
        Assert.Equal(_content, key.Open(origin, SealingParts.Place(), Approved.Read("blob.v1")));
    }

    [Fact]
    public void AssociatedData_OfFormat1_HasTheApprovedBytes()
    {
        var bytes = new byte[AssociatedData.SizeMax];
        var length = AssociatedData.Write(
            bytes, SealingParts.Origin(), SealingParts.Place(), Some.Bytes(SealedBlob.HeaderSize));
        Approved.Check("associated-data.v1", bytes.AsSpan(0, length));
    }

    // AES-GCM does not commit to its key. An insider who knows two subject keys can make one blob that opens under
    // both, and show each reader another record. Here such a blob is made; the commitment is what refuses it.
    [Fact]
    public void Open_OneBlobMadeForTwoKeys_IsRefusedByTheCommitment()
    {
        using var ciphers = new CipherCache(4);
        var salt = Some.Bytes(32, 2);
        using var first = SessionKey.Derive(new Secret(Some.Bytes(32, 5)), 1, salt, ciphers)!;
        using var second = SessionKey.Derive(new Secret(Some.Bytes(32, 6)), 1, salt, ciphers)!;
        var origin = SealingParts.Origin();
        var place = SealingParts.Place();
        var blob = TwoKeyBlob.Make(first, second, origin, place);

        Assert.Equal(32, first.Open(origin, place, blob).Length);
        Assert.True(TwoKeyBlob.OpensWithoutCommitment(second, origin, place, blob));
        Assert.Throws<SealBrokenException>(() => second.Open(origin, place, blob));
    }
}
