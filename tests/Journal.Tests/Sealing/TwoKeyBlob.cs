using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Journal.Tests.Sealing;

/// <summary>
/// Makes one blob whose tag is right under two AES-GCM keys: of its two ciphertext blocks, the second is what solves
/// the one linear equation in GF(2^128) that equal tags are.
/// </summary>
internal static class TwoKeyBlob
{
    private static readonly UInt128 _reduction = new(0xE100000000000000, 0);

    public static byte[] Make(SessionKey first, SessionKey second, TenantOrigin origin, in SealPlace place)
    {
        var blob = first.Seal(1, origin, place, new byte[32]);
        var associated = AssociatedDataOf(blob, origin, place);
        var (hash1, mask1) = HashKeyAndMask(first, blob);
        var (hash2, mask2) = HashKeyAndMask(second, blob);
        var block1 = Block(blob.AsSpan(SealedBlob.HeaderSize));
        var lengths = new UInt128((ulong)associated.Length * 8, 32 * 8);

        // tag = ((((A·H ⊕ c1)·H ⊕ c2)·H ⊕ lengths)·H ⊕ mask; equal for both keys where c2·(H1² ⊕ H2²) is the rest of
        // the sum.
        var known1 = TagWithout(associated, block1, lengths, hash1) ^ mask1;
        var known2 = TagWithout(associated, block1, lengths, hash2) ^ mask2;
        var block2 = Multiply(known1 ^ known2, Inverse(Multiply(hash1, hash1) ^ Multiply(hash2, hash2)));
        var tag = known1 ^ Multiply(block2, Multiply(hash1, hash1));
        BinaryPrimitives.WriteUInt128BigEndian(blob.AsSpan(SealedBlob.HeaderSize + 16), block2);
        BinaryPrimitives.WriteUInt128BigEndian(blob.AsSpan(SealedBlob.HeaderSize + 32), tag);
        return blob;
    }

    public static bool OpensWithoutCommitment(SessionKey key, TenantOrigin origin, in SealPlace place, byte[] blob)
    {
        using var cipher = new AesGcm(key.Key, 16);
        var nonce = new byte[12];
        blob.AsSpan(35, 8).CopyTo(nonce.AsSpan(4));
        try
        {
            cipher.Decrypt(
                nonce, blob.AsSpan(SealedBlob.HeaderSize, 32), blob.AsSpan(^16..), new byte[32],
                AssociatedDataOf(blob, origin, place));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static byte[] AssociatedDataOf(byte[] blob, TenantOrigin origin, in SealPlace place)
    {
        var bytes = new byte[AssociatedData.SizeMax];
        return bytes[..AssociatedData.Write(bytes, origin, place, blob.AsSpan(0, SealedBlob.HeaderSize))];
    }

    private static (UInt128 Hash, UInt128 Mask) HashKeyAndMask(SessionKey key, byte[] blob)
    {
        using var aes = Aes.Create();
        aes.Key = key.Key.ToArray();
        var counter = new byte[16];
        blob.AsSpan(35, 8).CopyTo(counter.AsSpan(4));
        counter[15] = 1;
        return (
            Block(aes.EncryptEcb(new byte[16], PaddingMode.None)), Block(aes.EncryptEcb(counter, PaddingMode.None)));
    }

    private static UInt128 TagWithout(byte[] associated, UInt128 block1, UInt128 lengths, UInt128 hash)
    {
        UInt128 sum = 0;
        foreach (var chunk in associated.Chunk(16))
        {
            var padded = new byte[16];
            chunk.CopyTo(padded, 0);
            sum = Multiply(sum ^ Block(padded), hash);
        }

        sum = Multiply(sum ^ block1, hash);
        sum = Multiply(sum, hash);
        return Multiply(sum ^ lengths, hash);
    }

    private static UInt128 Block(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    private static UInt128 Multiply(UInt128 x, UInt128 y)
    {
        UInt128 product = 0;
        for (var bit = 127; bit >= 0; bit--)
        {
            product ^= (x >> bit & 1) == 1 ? y : 0;
            y = (y & 1) == 1 ? (y >> 1) ^ _reduction : y >> 1;
        }

        return product;
    }

    // x to the power of 2^128 - 2.
    private static UInt128 Inverse(UInt128 x)
    {
        var power = x;
        var inverse = new UInt128(0x8000000000000000, 0);
        for (var i = 1; i < 128; i++)
        {
            power = Multiply(power, power);
            inverse = Multiply(inverse, power);
        }

        return inverse;
    }
}
