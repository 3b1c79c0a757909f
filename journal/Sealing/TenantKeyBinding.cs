using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// RSA-OAEP and key wrapping know no context: a wrapped key put into another tenant's row unwraps. So each tenant key
/// is bound to its place by an HMAC-SHA-256 under a key derived from it, over these fields, each behind its length (2
/// bytes, big-endian): "orleansrisk tenant key 1", tenant here (4, big-endian), region, environment, purpose (1), name
/// of the key-encryption key, version (4, big-endian).
/// </summary>
internal static class TenantKeyBinding
{
    private const int FieldsMax = 1_024;

    public static byte[] Make(Secret key, TenantKeyRow row, KeyRingOptions options)
    {
        Span<byte> macKey = stackalloc byte[32];
        if (!key.TryDerive([], "orleansrisk tenant key binding"u8, macKey))
        {
            throw new KeyUnavailableException(UnavailableCause.KeyMissing, "the tenant key is gone");
        }

        var fields = new FieldWriter(stackalloc byte[FieldsMax]);
        fields.Add("orleansrisk tenant key 1"u8);
        fields.Add((uint)row.Tenant.Value);
        fields.Add(Encoding.UTF8.GetBytes(options.Region));
        fields.Add(Encoding.UTF8.GetBytes(options.Environment));
        fields.Add((byte)row.Purpose);
        fields.Add(Encoding.UTF8.GetBytes(row.KekName));
        fields.Add((uint)row.Version);
        var mac = HMACSHA256.HashData(macKey, fields.Written);
        CryptographicOperations.ZeroMemory(macKey);
        return mac;
    }

    public static bool Holds(Secret key, TenantKeyRow row, KeyRingOptions options) =>
        CryptographicOperations.FixedTimeEquals(Make(key, row, options), row.Binding.Span);
}

/// <summary>Where this process stands; part of what tenant keys are bound to.</summary>
/// <param name="Region">As tenants name it, for example <c>my</c>; 1 to 64 characters.</param>
/// <param name="Environment">For example <c>production</c>; 1 to 64 characters.</param>
public sealed record KeyRingOptions(string Region, string Environment)
{
    /// <summary>AES-GCM objects kept for the sessions used last. The default is 4,096.</summary>
    public int CiphersMax { get; init; } = JournalLimits.CiphersMax;
}
