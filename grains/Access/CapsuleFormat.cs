using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces.Wire;

namespace OrleansRisk.Grains.Access;

/// <summary>The bytes of a capsule: format, number of the key, the fields, and a MAC over all of it.</summary>
internal static class CapsuleFormat
{
    private const byte Format = 1;

    /// <summary>
    /// Of the meaning of the bits in <see cref="Roles"/>: a capsule that counts them otherwise is refused.
    /// </summary>
    private const byte RolesVersion = 1;

    private const int MacBytes = HMACSHA256.HashSizeInBytes;

    public static byte[] Seal(CallerCapsule capsule, CapsuleKey key)
    {
        var wire = WireWriter.Rent();
        try
        {
            wire.Byte(Format);
            wire.Byte(key.Number);
            wire.Byte(RolesVersion);
            Write(wire, capsule);
            var bytes = new byte[wire.Written.Length + MacBytes];
            wire.Written.CopyTo(bytes);
            HMACSHA256.HashData(key.Secret.Span, wire.Written, bytes.AsSpan(wire.Written.Length));
            return bytes;
        }
        finally
        {
            wire.Return();
        }
    }

    /// <summary>Null where it is not one that a live key has sealed, whatever is wrong with it.</summary>
    public static CallerCapsule? Open(ReadOnlySpan<byte> bytes, CapsuleKeySet keys)
    {
        if (bytes.Length is <= MacBytes + 3 or > Limits.CapsuleBytesMax
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

        var wire = new WireReader(bytes[3..^MacBytes]);
        return Read(ref wire);
    }

    private static void Write(WireWriter wire, CallerCapsule capsule)
    {
        wire.Int(capsule.Caller.Tenant.Value);
        wire.Text(capsule.Caller.Principal);
        wire.UInt((ulong)capsule.Caller.Roles);
        wire.Text(capsule.Caller.RequestId);
        wire.Byte((byte)capsule.Purpose);
        wire.Text(capsule.Region);
        wire.Int(capsule.Epoch);
        wire.Text(capsule.Target);
        wire.Text(capsule.Method);
        wire.Int(capsule.IssuedAt);
        wire.Int(capsule.ExpiresAt);
    }

    private static CallerCapsule Read(ref WireReader wire)
    {
        var caller = new Caller(new TenantId(wire.Int32()), wire.TextOrEmpty(), (Roles)wire.UInt(), wire.TextOrEmpty());
        return new CallerCapsule(
            caller, (CallPurpose)wire.Byte(), wire.TextOrEmpty(), wire.Int(), wire.TextOrEmpty(), wire.TextOrEmpty(),
            wire.Int(), wire.Int());
    }
}
