using System.Security.Cryptography;
using System.Text;
using FsCheck.Fluent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.Sealing;
using Xunit;

namespace OrleansRisk.Journal.Tests.Sealing;

/// <summary>Formats read as their byte tables say, without our code: what another language would write.</summary>
public sealed class ByHandTests
{
    [Fact]
    public void Blob_ReadByItsTable_Opens()
    {
        var blob = Approved.Read("blob.v1");
        var (header, salt, nonce) = (blob[..75], blob[3..35], new byte[12]);
        blob.AsSpan(35, 8).CopyTo(nonce.AsSpan(4));
        var keys = HKDF.DeriveKey(
            HashAlgorithmName.SHA512, Some.Bytes(32), 64, salt, [.. "orleansrisk seal"u8, blob[0], .. blob[1..3]]);
        Assert.Equal(keys[32..], blob[43..75]);

        using var cipher = new AesGcm(keys[..32], 16);
        var content = new byte[blob.Length - 75 - 16];
        cipher.Decrypt(nonce, blob.AsSpan(75, content.Length), blob.AsSpan(^16..), content, AssociatedDataOf(header));
        Assert.Equal("balance=42", Encoding.UTF8.GetString(content));
    }

    [Fact]
    public void Pseudonyms_MadeByTheirTable_AreTheSame()
    {
        var key = Some.Bytes(32);
        using var pseudonyms = new Pseudonyms(1, new Secret(key.ToArray()), new PseudonymCache(4));
        var account = Keyed(key, [1, .. "ACC-1 é"u8]);
        Assert.Equal([1, .. account[..15]], pseudonyms.Account("ACC-1 é").ToBytes());

        var identity = Keyed(key, [2, .. "T-991"u8]);
        identity[7] = (byte)((identity[7] & ~7) | (byte)TransactionStatus.Reversed);
        Assert.Equal(
            Convert.ToHexString(identity.AsSpan(0, 8)),
            pseudonyms.Identity("T-991", TransactionStatus.Reversed).ToString("X16"));
        Assert.Equal(
            Convert.ToHexString(Keyed(key, [4, .. "Aman"u8]).AsSpan(0, 8)),
            pseudonyms.Counterparty("Aman").ToString("X16"));
    }

    [Fact]
    public void TenantKeyBinding_MadeByItsTable_IsTheSame()
    {
        var row = new TenantKeyRow(
            new TenantId(7), TenantKeyPurpose.Pseudonym, 3, TenantKeyStatus.Active, "vault/key/1", new byte[1],
            new byte[1]);
        using var secret = new Secret(Some.Bytes(32));
        using var fields = new MemoryStream();
        Field(fields, "orleansrisk tenant key 1"u8);
        Field(fields, 7u, 4);
        Field(fields, "my"u8);
        Field(fields, "test"u8);
        Field(fields, [2]);
        Field(fields, "vault/key/1"u8);
        Field(fields, 3u, 4);
        byte[] info = [.. "orleansrisk tenant key binding"u8];
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA512, Some.Bytes(32), 32, [], info);
        Assert.Equal(
            Convert.ToHexString(Keyed(key, fields.ToArray())),
            Convert.ToHexString(TenantKeyBinding.Make(secret, row, new KeyRingOptions("my", "test"))));
    }

    [Fact]
    public void TenantOriginBinding_MadeByItsTable_IsTheSame()
    {
        var (here, origin) = (new TenantOrigin(Guid.NewGuid(), 7), new TenantOrigin(Guid.NewGuid(), 3));
        using var secret = new Secret(Some.Bytes(32));
        using var fields = new MemoryStream();
        Field(fields, "orleansrisk tenant origin 1"u8);
        Field(fields, here.Deployment.ToByteArray(bigEndian: true));
        Field(fields, 7u, 4);
        Field(fields, origin.Deployment.ToByteArray(bigEndian: true));
        Field(fields, 3u, 4);
        byte[] info = [.. "orleansrisk tenant origin"u8];
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA512, Some.Bytes(32), 32, [], info);
        Assert.Equal(
            Convert.ToHexString(Keyed(key, fields.ToArray())),
            Convert.ToHexString(TenantOriginBinding.Make(secret, here, origin)));
    }

    [Fact]
    public void RecordHash_MadeByItsTable_IsTheSame()
    {
        var record = Some.Record(first: 7);
        using var bytes = new MemoryStream();
        bytes.WriteByte(1);
        Put(bytes, (uint)record.Tenant.Value, 4);
        bytes.Write(record.Account.ToBytes());
        Put(bytes, (uint)record.Generation, 2);
        Put(bytes, (byte)record.Kind, 1);
        Put(bytes, record.ScoringVersion, 2);
        Put(bytes, (ulong)record.FirstSequence, 8);
        Put(bytes, (ulong)record.LastSequence, 8);
        Put(bytes, (uint)record.Month.Value, 4);
        Put(bytes, (uint)record.NextMonth.Value, 4);
        Put(bytes, record.PreviousHash, 16);
        Put(bytes, record.StateHash, 8);
        Put(bytes, (uint)record.Identities.Length, 4);
        bytes.Write(record.Identities.Span);
        Put(bytes, (uint)record.Body.Length, 4);
        bytes.Write(record.Body.Span);
        Assert.Equal(
            Convert.ToHexString(SHA256.HashData(bytes.ToArray()).AsSpan(0, 16)),
            RecordHash.Of(record, SealingParts.Origin()).ToString("X32"));
    }

    [Fact]
    public void AssociatedData_OfTwoPlaces_IsNeverTheSame() => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed =>
        {
            // Few values for each field, so that places often differ in one of them, and values often swap fields.
            var random = new Random(seed);
            var (one, two) = (Drawn(random), Drawn(random));
            Assert.Equal(one == two, Bytes(one) == Bytes(two));
        }));

    private static SealPlace Drawn(Random random) => new(
        (SealedKind)random.Next(1, 3), new AccountKey((uint)random.Next(2)),
        (short)random.Next(2), (RecordKind)random.Next(1, 3), random.Next(2), random.Next(2), (ushort)random.Next(2),
        new JournalMonth(random.Next(2)), new JournalMonth(random.Next(2)), (uint)random.Next(2), (uint)random.Next(2));

    private static string Bytes(SealPlace place)
    {
        var bytes = new byte[AssociatedData.SizeMax];
        return Convert.ToHexString(bytes.AsSpan(0, AssociatedData.Write(bytes, default, place, new byte[75])));
    }

    private static byte[] AssociatedDataOf(byte[] header)
    {
        var (place, tenant) = (SealingParts.Place(), SealingParts.Origin().Number);
        using var bytes = new MemoryStream();
        Field(bytes, "ORS\u0001"u8);
        Field(bytes, Convert.FromHexString("6b1d2f0a3c5e4a779a510123456789ab"));
        Field(bytes, (uint)tenant, 4);
        Field(bytes, (byte)place.Kind, 1);
        Field(bytes, (byte)place.Record, 1);
        Field(bytes, place.Account.ToBytes());
        Field(bytes, (uint)place.Generation, 2);
        Field(bytes, (ulong)place.FirstSequence, 8);
        Field(bytes, (ulong)place.LastSequence, 8);
        Field(bytes, place.ScoringVersion, 2);
        Field(bytes, (uint)place.Month.Value, 4);
        Field(bytes, (uint)place.NextMonth.Value, 4);
        Field(bytes, place.PreviousHash, 16);
        Field(bytes, place.StateHash, 8);
        Field(bytes, header);
        return bytes.ToArray();
    }

    private static byte[] Keyed(byte[] key, byte[] content) => HMACSHA256.HashData(key, content);

    private static void Field(MemoryStream bytes, UInt128 value, int size)
    {
        Put(bytes, (uint)size, 2);
        Put(bytes, value, size);
    }

    private static void Field(MemoryStream bytes, ReadOnlySpan<byte> value)
    {
        Put(bytes, (uint)value.Length, 2);
        bytes.Write(value);
    }

    private static void Put(MemoryStream bytes, UInt128 value, int size)
    {
        for (var i = size - 1; i >= 0; i--)
        {
            bytes.WriteByte((byte)(value >> (8 * i)));
        }
    }
}
