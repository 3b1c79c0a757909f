namespace OrleansRisk.Journal.Sealing;

/// <summary>A key-encryption key in a vault. It wraps and unwraps tenant keys and never leaves.</summary>
public interface IKeyEncryptionKey
{
    /// <summary>Name with version, as it stands in key rows.</summary>
    string Name { get; }

    ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, CancellationToken cancel);

    /// <summary>Throws <see cref="KeyUnavailableException"/> with its cause where the key cannot be had.</summary>
    ValueTask<byte[]> Unwrap(string name, ReadOnlyMemory<byte> wrapped, CancellationToken cancel);
}
