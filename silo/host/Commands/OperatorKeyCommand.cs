using OrleansRisk.Actors.Access;
using OrleansRisk.Host.Settings;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Host.Commands;

/// <summary>The platform's own keys: made by whoever may reach the database, shown once.</summary>
internal static class OperatorKeyCommand
{
    /// <summary>Makes one and returns it whole.</summary>
    public static async Task<string> Make(
        ITenantStore store, HostSettings settings, TimeProvider time, CancellationToken cancel)
    {
        var secret = ApiKeySecret.New(settings.Region);
        await Add(store, secret, time, cancel);
        return secret.Text();
    }

    /// <summary>Takes the key of a file into the store, where it is not there yet.</summary>
    public static async Task TakeFrom(string file, ITenantStore store, TimeProvider time, CancellationToken cancel)
    {
        var text = (await File.ReadAllTextAsync(file, cancel)).Trim();
        var parts = text.Split('_');
        if (parts is not ["ork", var region, var id, { Length: >= 64 } secret])
        {
            throw new InvalidDataException($"{file} holds no key: orleansrisk operator-key makes one.");
        }

        if (await store.FindKey(id, cancel) is null)
        {
            await Add(store, new ApiKeySecret(region, id, secret), time, cancel);
        }
    }

    private static ValueTask Add(
        ITenantStore store, ApiKeySecret secret, TimeProvider time, CancellationToken cancel) =>
        store.AddKey(
            new ApiKeyRow(
                secret.Id, Tenant: null, "operator", Roles.Operator, secret.Hash(),
                time.GetUtcNow().ToUnixTimeMilliseconds(), ExpiresAt: null, RevokedAt: null),
            cancel);
}
