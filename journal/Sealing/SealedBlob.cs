using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// The bytes of everything sealed: bodies, bases, snapshots, subject keys.
/// <code>
/// offset size  what
/// 0      1     suite: 1 = AES-256-GCM under HKDF-SHA-512, committing
/// 1      2     version of the key it is derived from, big-endian (of the subject key; for a subject key, of the
///              tenant key)
/// 3      32    salt of the session
/// 35     8     counter under that salt, from 1, big-endian; the nonce is four zero bytes and this
/// 43     32    key commitment
/// 75     n     ciphertext
/// 75+n   16    tag
/// </code>
/// Key and commitment are the two halves of 64 bytes of HKDF-SHA-512 over (the key, the salt, "orleansrisk seal",
/// suite, key version). AES-GCM alone would let one blob open under two keys; the commitment is compared first, in
/// constant time.
/// </summary>
internal static class SealedBlob
{
    public const byte Suite = 1;
    public const int SaltSize = 32;
    public const int CommitmentSize = 32;
    public const int HeaderSize = 75;
    public const int TagSize = 16;
    public const int Overhead = HeaderSize + TagSize;
    public const int KeySize = 32;

    public static short KeyVersion(ReadOnlySpan<byte> blob) => BinaryPrimitives.ReadInt16BigEndian(blob[1..]);

    public static ReadOnlySpan<byte> Salt(ReadOnlySpan<byte> blob) => blob.Slice(3, SaltSize);

    /// <summary>Refuses what cannot be a blob before any key is derived for it.</summary>
    public static void CheckShape(ReadOnlySpan<byte> blob, short keyVersion)
    {
        if (blob.Length < Overhead || blob[0] != Suite || KeyVersion(blob) != keyVersion)
        {
            throw Broken();
        }
    }

    public static byte[] Seal(
        AesGcm cipher, SessionKey key, long counter, TenantOrigin origin, in SealPlace place,
        ReadOnlySpan<byte> content)
    {
        var blob = GC.AllocateUninitializedArray<byte>(Overhead + content.Length);
        var header = blob.AsSpan(0, HeaderSize);
        header[0] = Suite;
        BinaryPrimitives.WriteInt16BigEndian(header[1..], key.Version);
        key.Salt.CopyTo(header[3..]);
        BinaryPrimitives.WriteInt64BigEndian(header[35..], counter);
        key.Commitment.CopyTo(header[43..]);

        Span<byte> nonce = stackalloc byte[12];
        WriteNonce(nonce, header);
        Span<byte> associated = stackalloc byte[AssociatedData.SizeMax];
        var length = AssociatedData.Write(associated, origin, place, header);
        cipher.Encrypt(
            nonce, content, blob.AsSpan(HeaderSize, content.Length), blob.AsSpan(HeaderSize + content.Length),
            associated[..length]);
        return blob;
    }

    public static byte[] Open(
        AesGcm cipher, SessionKey key, TenantOrigin origin, in SealPlace place, ReadOnlySpan<byte> blob)
    {
        var header = blob[..HeaderSize];
        if (!CryptographicOperations.FixedTimeEquals(key.Commitment, header[43..]))
        {
            throw Broken();
        }

        Span<byte> nonce = stackalloc byte[12];
        WriteNonce(nonce, header);
        Span<byte> associated = stackalloc byte[AssociatedData.SizeMax];
        var length = AssociatedData.Write(associated, origin, place, header);
        var content = GC.AllocateUninitializedArray<byte>(blob.Length - Overhead);
        try
        {
            cipher.Decrypt(
                nonce, blob.Slice(HeaderSize, content.Length), blob[^TagSize..], content, associated[..length]);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Broken();
        }

        return content;
    }

    // One sentence for every cause: which check failed is nothing an intruder should learn.
    private static SealBrokenException Broken() => new("a sealed blob is not what was sealed at its place");

    private static void WriteNonce(Span<byte> nonce, ReadOnlySpan<byte> header)
    {
        nonce[..4].Clear();
        header.Slice(35, 8).CopyTo(nonce[4..]);
    }
}
