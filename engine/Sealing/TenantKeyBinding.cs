using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Engine.Sealing;

/// <summary>
/// RSA-OAEP and key wrapping know no context: a wrapped key put into another tenant's row unwraps. So each tenant key
/// is bound to its place by an HMAC-SHA-256 under a key derived from it, over these fields, each behind its length (2
/// bytes, big-endian): "orleansrisk tenant key 1", tenant (4, big-endian), region, environment, purpose (1), name of
/// the key-encryption key, version (4, big-endian).
/// </summary>
internal static class TenantKeyBinding
{
    private const int FieldsMax = 1_024;

    public static byte[] Make(Secret key, TenantKeyRow row, KeyRingOptions options)
    {
        Span<byte> macKey = stackalloc byte[32];
        if (!key.TryDerive([], "orleansrisk tenant key binding"u8, macKey))
        {
            throw new KeyUnavailableException(Accounts.UnavailableCause.KeyMissing, "the tenant key is gone");
        }

        Span<byte> fields = stackalloc byte[FieldsMax];
        var length = 0;
        Span<byte> number = stackalloc byte[sizeof(int)];
        Add(fields, ref length, "orleansrisk tenant key 1"u8);
        BinaryPrimitives.WriteInt32BigEndian(number, row.Tenant.Value);
        Add(fields, ref length, number);
        Add(fields, ref length, Encoding.UTF8.GetBytes(options.Region));
        Add(fields, ref length, Encoding.UTF8.GetBytes(options.Environment));
        Add(fields, ref length, [(byte)row.Purpose]);
        Add(fields, ref length, Encoding.UTF8.GetBytes(row.KekName));
        BinaryPrimitives.WriteInt32BigEndian(number, row.Version);
        Add(fields, ref length, number);
        var mac = HMACSHA256.HashData(macKey, fields[..length]);
        CryptographicOperations.ZeroMemory(macKey);
        return mac;
    }

    public static bool Holds(Secret key, TenantKeyRow row, KeyRingOptions options) =>
        CryptographicOperations.FixedTimeEquals(Make(key, row, options), row.Binding.Span);

    private static void Add(Span<byte> fields, ref int length, ReadOnlySpan<byte> field)
    {
        BinaryPrimitives.WriteUInt16BigEndian(fields[length..], (ushort)field.Length);
        field.CopyTo(fields[(length + sizeof(ushort))..]);
        length += sizeof(ushort) + field.Length;
    }
}

/// <summary>Where this process stands; part of what tenant keys are bound to.</summary>
/// <param name="Region">As tenants name it, for example <c>my</c>; 1 to 64 characters.</param>
/// <param name="Environment">For example <c>production</c>; 1 to 64 characters.</param>
public sealed record KeyRingOptions(string Region, string Environment);
