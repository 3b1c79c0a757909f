using System.Security.Cryptography;
using Azure;
using Azure.Core.Cryptography;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Sealing;
using IKeyEncryptionKey = OrleansRisk.Journal.Sealing.IKeyEncryptionKey;
using IProviderKey = Azure.Core.Cryptography.IKeyEncryptionKey;

namespace OrleansRisk.Vaults;

/// <summary>
/// Any vault whose client speaks <see cref="IProviderKey"/>, as Azure Key Vault's own does, behind the engine's port.
/// Turns what vaults throw into the named causes that accounts answer with.
/// </summary>
/// <param name="current">Wraps new tenant keys.</param>
/// <param name="resolver">Finds the key, of whatever version, that a row names.</param>
/// <param name="algorithm">As the provider names it: <c>RSA-OAEP-256</c>, <c>A256KW</c>…</param>
public sealed class VaultKek(
    IProviderKey current, IKeyEncryptionKeyResolver resolver, string algorithm) : IKeyEncryptionKey
{
    public string Name => current.KeyId;

    /// <summary>The development vault: a key in a file.</summary>
    public static VaultKek Local(LocalFileKey key) => new(key, key, LocalFileKey.Algorithm);

    public async ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, CancellationToken cancel)
    {
        try
        {
            return await current.WrapKeyAsync(algorithm, key, cancel);
        }
        catch (Exception trouble) when (CauseOf(trouble) is { } cause)
        {
            throw new KeyUnavailableException(cause, "the vault did not wrap a key", trouble);
        }
    }

    public async ValueTask<byte[]> Unwrap(string name, ReadOnlyMemory<byte> wrapped, CancellationToken cancel)
    {
        try
        {
            var key = name == current.KeyId ? current : await resolver.ResolveAsync(name, cancel);
            return await key.UnwrapKeyAsync(algorithm, wrapped, cancel);
        }
        catch (Exception trouble) when (CauseOf(trouble) is { } cause)
        {
            throw new KeyUnavailableException(cause, "the vault did not unwrap a key", trouble);
        }
    }

    /// <summary>Null for what is no trouble of a vault: cancellation, and mistakes of ours.</summary>
    private static UnavailableCause? CauseOf(Exception trouble) => trouble switch
    {
        RequestFailedException { Status: 403 } => UnavailableCause.KeyDisabled,
        RequestFailedException { Status: 404 } => UnavailableCause.KeyMissing,
        RequestFailedException or AggregateException or HttpRequestException or IOException =>
            UnavailableCause.VaultUnreachable,
        KeyNotFoundException => UnavailableCause.KeyMissing,
        CryptographicException => UnavailableCause.SealBroken,
        _ => null,
    };
}
