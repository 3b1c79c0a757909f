using Azure;
using Azure.Core.Cryptography;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Vaults;
using Xunit;
using IKeyEncryptionKey = Azure.Core.Cryptography.IKeyEncryptionKey;

namespace OrleansRisk.Vaults.Tests;

public sealed class VaultKekTests
{
    [Theory]
    [InlineData(403, UnavailableCause.KeyDisabled)]
    [InlineData(404, UnavailableCause.KeyMissing)]
    [InlineData(429, UnavailableCause.VaultUnreachable)]
    [InlineData(500, UnavailableCause.VaultUnreachable)]
    [InlineData(0, UnavailableCause.VaultUnreachable)]
    public async Task Vault_ThatRefuses_IsAnsweredByItsCause(int status, UnavailableCause cause)
    {
        var kek = Failing(new RequestFailedException(status, "no"));
        Assert.Equal(cause, (await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await kek.Unwrap("key/1", new byte[40], CancellationToken.None))).Cause);
        Assert.Equal(cause, (await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await kek.Wrap(new byte[32], CancellationToken.None))).Cause);
    }

    [Fact]
    public async Task Vault_Cancelled_SaysSoAndNothingElse() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        async () => await Failing(new TaskCanceledException()).Unwrap("key/1", new byte[40], CancellationToken.None));

    [Fact]
    public async Task Unwrap_OfAnOlderVersion_AsksForThatVersion()
    {
        var older = new ThrowingKey("key/1", new RequestFailedException(404, "older"));
        var kek = new VaultKek(new ThrowingKey("key/2", new IOException()), new Resolver(older), "A256KW");
        Assert.Equal(UnavailableCause.KeyMissing, (await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await kek.Unwrap("key/1", new byte[40], CancellationToken.None))).Cause);
        Assert.Equal("A256KW", older.Asked);
    }

    private static VaultKek Failing(Exception trouble)
    {
        var key = new ThrowingKey("key/1", trouble);
        return new VaultKek(key, new Resolver(key), "RSA-OAEP-256");
    }

    private sealed class Resolver(IKeyEncryptionKey key) : IKeyEncryptionKeyResolver
    {
        public IKeyEncryptionKey Resolve(string keyId, CancellationToken cancellationToken = default) => key;

        public Task<IKeyEncryptionKey> ResolveAsync(string keyId, CancellationToken cancellationToken = default) =>
            Task.FromResult(key);
    }

    private sealed class ThrowingKey(string id, Exception trouble) : IKeyEncryptionKey
    {
        public string KeyId => id;

        public string? Asked { get; private set; }

        public byte[] WrapKey(
            string algorithm, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
            throw trouble;

        public Task<byte[]> WrapKeyAsync(
            string algorithm, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
            Task.FromException<byte[]>(trouble);

        public byte[] UnwrapKey(
            string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default) =>
            throw trouble;

        public Task<byte[]> UnwrapKeyAsync(
            string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default)
        {
            Asked = algorithm;
            return Task.FromException<byte[]>(trouble);
        }
    }
}
