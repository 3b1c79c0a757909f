using System.Security.Cryptography;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// A seal names the tenant's origin and not its number here, so what binds the two is an HMAC-SHA-256 under a key that
/// is derived from the tenant's pseudonym key, which is never rotated. It is over these fields, each behind its length
/// (2 bytes, big-endian): "orleansrisk tenant origin 1", deployment id here, tenant here (4, big-endian), the origin's
/// deployment id, the origin's tenant (4, big-endian).
/// </summary>
internal static class TenantOriginBinding
{
    private const int FieldsMax = 128;

    public static byte[] Make(Secret pseudonymKey, TenantOrigin here, TenantOrigin origin)
    {
        Span<byte> macKey = stackalloc byte[32];
        if (!pseudonymKey.TryDerive([], "orleansrisk tenant origin"u8, macKey))
        {
            throw new KeyUnavailableException(UnavailableCause.KeyMissing, "the pseudonym key is gone");
        }

        var fields = new FieldWriter(stackalloc byte[FieldsMax]);
        fields.Add("orleansrisk tenant origin 1"u8);
        fields.Add(here.Deployment);
        fields.Add((uint)here.Number);
        fields.Add(origin.Deployment);
        fields.Add((uint)origin.Number);
        var mac = HMACSHA256.HashData(macKey, fields.Written);
        CryptographicOperations.ZeroMemory(macKey);
        return mac;
    }

    public static bool Holds(Secret pseudonymKey, TenantOrigin here, TenantOriginRow row) =>
        CryptographicOperations.FixedTimeEquals(Make(pseudonymKey, here, row.Origin), row.Mac.Span);
}
