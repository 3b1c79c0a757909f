using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Host.Commands;

/// <summary>The platform's own keys: made by whoever may reach the database, shown once.</summary>
internal static class OperatorKeyCommand
{
    /// <summary>Makes one and returns it whole.</summary>
    public static async Task<string> Make(PlatformKeys keys, HostSettings settings, CancellationToken cancel)
    {
        var secret = ApiKeySecret.New(settings.Region);
        await Add(keys, secret, cancel);
        return secret.Text();
    }

    /// <summary>Takes the key of a file into the store, where it is not there yet.</summary>
    public static async Task TakeFrom(string file, PlatformKeys keys, CancellationToken cancel)
    {
        var text = (await File.ReadAllTextAsync(file, cancel)).Trim();
        var parts = text.Split('_');
        if (parts is not ["ork", var region, var id, { Length: >= 64 } secret])
        {
            throw new InvalidDataException($"{file} holds no key: orleansrisk operator-key makes one.");
        }

        await Add(keys, new ApiKeySecret(region, id, secret), cancel);
    }

    private static async Task Add(PlatformKeys keys, ApiKeySecret secret, CancellationToken cancel)
    {
        var added = await keys.Add(secret, AdministrationCommand.Principal, cancel);
        if (!added.IsDone)
        {
            throw new JournalUnavailableException("The operator key could not be kept: the database does not answer.");
        }
    }
}
