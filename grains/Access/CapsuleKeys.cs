namespace OrleansRisk.Grains.Access;

/// <summary>One of the cluster's capsule keys; its number stands in the capsules it seals.</summary>
internal sealed record CapsuleKey
{
    /// <summary>Length of a secret.</summary>
    public const int Bytes = Limits.CapsuleKeyBytes;

    public CapsuleKey(byte number, ReadOnlyMemory<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, Bytes);
        (Number, Secret) = (number, secret);
    }

    public byte Number { get; }

    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"capsule key {Number}";
}

/// <summary>
/// The live keys: new capsules are sealed with the first, those of both are taken, so that a change reaches one silo
/// after the other.
/// </summary>
internal sealed record CapsuleKeySet(CapsuleKey Sealing, CapsuleKey? Other = null)
{
    public CapsuleKey? Find(byte number) =>
        Sealing.Number == number ? Sealing : Other?.Number == number ? Other : null;
}

/// <summary>Holds the keys of the moment; the host replaces them when the key file changes.</summary>
internal sealed class CapsuleKeys(CapsuleKeySet keys)
{
    private volatile CapsuleKeySet _current = keys;

    public CapsuleKeySet Current
    {
        get => _current;
        set => _current = value;
    }
}
