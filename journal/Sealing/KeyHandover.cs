using System.Security.Cryptography;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// Wraps a tenant's keys for another key-encryption key, so that they open where it is held. The keys themselves stay
/// what they are: nothing that was sealed under them is touched.
/// </summary>
public static class KeyHandover
{
    /// <summary>Throws <see cref="KeyUnavailableException"/> where one of the keys is not of its row.</summary>
    public static async ValueTask<IReadOnlyList<TenantKeyRow>> Wrap(
        IReadOnlyList<TenantKeyRow> rows, IKeyEncryptionKey from, IKeyEncryptionKey to, KeyRingOptions options,
        CancellationToken cancel)
    {
        var handed = new List<TenantKeyRow>(rows.Count);
        foreach (var row in rows)
        {
            handed.Add(await Wrap(row, from, to, options, cancel).ConfigureAwait(false));
        }

        return handed;
    }

    private static async ValueTask<TenantKeyRow> Wrap(
        TenantKeyRow row, IKeyEncryptionKey from, IKeyEncryptionKey to, KeyRingOptions options,
        CancellationToken cancel)
    {
        var bytes = await from.Unwrap(row.KekName, row.Wrapped, cancel).ConfigureAwait(false);
        try
        {
            var wrapped = await to.Wrap(bytes, cancel).ConfigureAwait(false);
            using var secret = new Secret(bytes.ToArray());
            if (!TenantKeyBinding.Holds(secret, row, options))
            {
                throw new KeyUnavailableException(
                    UnavailableCause.SealBroken, "a wrapped tenant key is not of its row");
            }

            var next = row with { KekName = to.Name, Wrapped = wrapped };
            return next with { Binding = TenantKeyBinding.Make(secret, next, options) };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
