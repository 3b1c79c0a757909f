using System.Security.Cryptography;
using System.Text.Json;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.Tenants.InForce;

/// <summary>What of settings and keys a change is bound to: the JSON of all that is shown of them.</summary>
internal static class SettingsContent
{
    public static byte[] Hash(TenantSettings settings) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(settings, JsonSerializerOptions.Web));

    /// <summary>Without its secret.</summary>
    public static byte[] Hash(ApiKey key) =>
        SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(key with { Secret = null }, JsonSerializerOptions.Web));
}
