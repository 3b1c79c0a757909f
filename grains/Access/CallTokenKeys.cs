namespace OrleansRisk.Grains.Access;

/// <summary>One of the cluster's call-token keys; its number stands in the tokens that it signs.</summary>
internal sealed record CallTokenKey
{
    /// <summary>Length of a secret.</summary>
    public const int Bytes = Limits.CallTokenKeyBytes;

    public CallTokenKey(byte number, ReadOnlyMemory<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, Bytes);
        (Number, Secret) = (number, secret);
    }

    public byte Number { get; }

    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"call-token key {Number}";
}

/// <summary>
/// The live keys: new tokens are signed with the first, those of both are taken, so that a change reaches one silo
/// after the other.
/// </summary>
internal sealed record CallTokenKeySet(CallTokenKey Signing, CallTokenKey? Other = null)
{
    public CallTokenKey? Find(byte number) =>
        Signing.Number == number ? Signing : Other?.Number == number ? Other : null;
}

/// <summary>Holds the keys of the moment; the host replaces them when the key file changes.</summary>
internal sealed class CallTokenKeys(CallTokenKeySet keys)
{
    private volatile CallTokenKeySet _current = keys;

    public CallTokenKeySet Current
    {
        get => _current;
        set => _current = value;
    }
}
