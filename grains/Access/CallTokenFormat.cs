using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Grains.Values;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Grains.Access;

/// <summary>The bytes of a token: format, number of the key, the fields, and a MAC over all of it.</summary>
internal static class CallTokenFormat
{
    private const byte Format = 1;

    /// <summary>
    /// Of the meaning of the bits in <see cref="Roles"/>: a token that counts them otherwise is refused.
    /// </summary>
    private const byte RolesVersion = 1;

    private const int MacBytes = HMACSHA256.HashSizeInBytes;

    public static byte[] Sign(CallToken token, CallTokenKey key)
    {
        var buffer = Blobs.Rent();
        try
        {
            var writer = new PayloadWriter(buffer);
            writer.Byte(Format);
            writer.Byte(key.Number);
            writer.Byte(RolesVersion);
            Write(ref writer, token);
            writer.Flush();
            var written = buffer.WrittenSpan;
            var bytes = new byte[written.Length + MacBytes];
            written.CopyTo(bytes);
            HMACSHA256.HashData(key.Secret.Span, written, bytes.AsSpan(written.Length));
            return bytes;
        }
        finally
        {
            Blobs.Return(buffer);
        }
    }

    /// <summary>Null where it is not one that a live key has signed, whatever is wrong with it.</summary>
    public static CallToken? Verify(ReadOnlySpan<byte> bytes, CallTokenKeySet keys)
    {
        if (bytes.Length is <= MacBytes + 3 or > Limits.CallTokenBytesMax
            || bytes[0] != Format || bytes[2] != RolesVersion || keys.Find(bytes[1]) is not { } key)
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[MacBytes];
        HMACSHA256.HashData(key.Secret.Span, bytes[..^MacBytes], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[^MacBytes..]))
        {
            return null;
        }

        var reader = new PayloadReader(bytes[3..^MacBytes]);
        return Read(ref reader);
    }

    private static void Write(ref PayloadWriter writer, CallToken token)
    {
        writer.Signed(token.Caller.Tenant.Value);
        writer.Text(token.Caller.Principal);
        writer.Unsigned((ulong)token.Caller.Roles);
        writer.Text(token.Caller.RequestId);
        writer.Byte((byte)token.Purpose);
        writer.Text(token.Region);
        writer.Signed(token.Epoch);
        writer.Text(token.Target);
        writer.Text(token.Method);
        writer.Signed(token.IssuedAt);
        writer.Signed(token.ExpiresAt);
    }

    private static CallToken Read(ref PayloadReader reader)
    {
        var caller = new Caller(new TenantId(reader.Int32()), reader.Text(), (Roles)reader.Unsigned(), reader.Text());
        return new CallToken(
            caller, (CallPurpose)reader.Byte(), reader.Text(), reader.Signed(), reader.Text(), reader.Text(),
            reader.Signed(), reader.Signed());
    }
}
