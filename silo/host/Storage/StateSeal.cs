using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Host.Storage;

/// <summary>
/// Seals what Orleans' own grains keep, under a key of the cluster: any silo may host such a grain, whatever its pool,
/// and their states name subscribers and nothing of a customer's.
/// <code>
/// 1 byte format 1, 12 bytes random nonce, the state encrypted, 16 bytes tag
/// </code>
/// Name of the state and id of the grain are associated data: a row moved to another grain does not open.
/// </summary>
internal sealed class StateSeal(ReadOnlyMemory<byte> key)
{
    private const byte Format = 1;
    private const int NonceBytes = 12, TagBytes = 16, Overhead = 1 + NonceBytes + TagBytes;

    public byte[] Seal(string state, string grain, ReadOnlySpan<byte> content)
    {
        var sealedBytes = new byte[Overhead + content.Length];
        sealedBytes[0] = Format;
        var nonce = sealedBytes.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Span, TagBytes);
        cipher.Encrypt(
            nonce, content, sealedBytes.AsSpan(1 + NonceBytes, content.Length), sealedBytes.AsSpan(^TagBytes..),
            Place(state, grain));
        return sealedBytes;
    }

    /// <summary>Throws <see cref="StateLostException"/> where these are not the bytes of this place.</summary>
    public byte[] Open(string state, string grain, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Overhead || bytes[0] != Format)
        {
            throw new StateLostException($"The {state} of {grain} was written once, and is not there any more.");
        }

        var content = new byte[bytes.Length - Overhead];
        using var cipher = new AesGcm(key.Span, TagBytes);
        try
        {
            cipher.Decrypt(
                bytes.Slice(1, NonceBytes), bytes[(1 + NonceBytes)..^TagBytes], bytes[^TagBytes..], content,
                Place(state, grain));
        }
        catch (AuthenticationTagMismatchException broken)
        {
            throw new StateLostException($"The {state} of {grain} is not what was written there.", broken);
        }

        return content;
    }

    private static byte[] Place(string state, string grain)
    {
        byte[][] parts = [[Format], Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(grain)];
        var place = new byte[parts.Sum(part => sizeof(int) + part.Length)];
        var rest = place.AsSpan();
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, part.Length);
            part.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + part.Length)..];
        }

        return place;
    }
}

/// <summary>
/// A state is missing or changed. Its grain must not begin afresh as though it had never been written.
/// </summary>
public sealed class StateLostException(string message, Exception? inner = null) : Exception(message, inner);
