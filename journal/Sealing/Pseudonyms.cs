using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// HMAC-SHA-256 under the tenant's pseudonym key, over one byte of domain (1 account, 2 identity, 3 content, 4
/// counterparty, 5 tag) and what is named:
/// <list type="bullet">
/// <item>account: UTF-8 of the lender's id → the key's version (1 byte) and the first 15 bytes of the HMAC,
/// big-endian</item>
/// <item>identity: UTF-8 of the transaction id → the first 8 bytes, big-endian, the low three bits replaced by the
/// status</item>
/// <item>content: the transaction as <see cref="TransactionCodec"/> writes it, id and status included → the first 8
/// bytes, big-endian</item>
/// <item>counterparty: UTF-8 of its name → the first 8 bytes, big-endian; 0, which means "none", becomes 1</item>
/// <item>tag: the bytes → the first 16 bytes, big-endian</item>
/// </list>
/// These stand in primary keys and in states: the key is never rotated and the encodings never change.
/// </summary>
internal sealed class Pseudonyms : IPseudonyms, IDisposable
{
    private const ulong StatusBits = 7;
    private const int OnStackMax = 512;

    private readonly byte _version;
    private readonly PseudonymCache _cache;
    private readonly Secret _key;
    // A keyed hash costs its key schedule only once; as many are kept as there were callers at one time, at most so
    // many.
    private readonly ConcurrentQueue<IncrementalHash> _idle = new();

    public Pseudonyms(byte version, Secret key, PseudonymCache cache) =>
        (_version, _key, _cache) = (version, key, cache);

    public AccountKey Account(string account)
    {
        if (!_cache.TryGet(this, PseudonymDomain.Account, account, out var value))
        {
            value = ((UInt128)_version << 120) | (Hash(PseudonymDomain.Account, account) >> 8);
            _cache.Add(this, PseudonymDomain.Account, account, value);
        }

        return new AccountKey(value);
    }

    public ulong Identity(string transactionId, TransactionStatus status) =>
        (High(Hash(PseudonymDomain.Identity, transactionId)) & ~StatusBits) | (byte)status;

    public ulong Counterparty(string counterparty)
    {
        if (!_cache.TryGet(this, PseudonymDomain.Counterparty, counterparty, out var value))
        {
            value = Math.Max(High(Hash(PseudonymDomain.Counterparty, counterparty)), 1);
            _cache.Add(this, PseudonymDomain.Counterparty, counterparty, value);
        }

        return (ulong)value;
    }

    public ulong Content(Transaction transaction)
    {
        var buffer = _contentBuffer ??= new ArrayBufferWriter<byte>(1_024);
        buffer.ResetWrittenCount();
        var writer = new PayloadWriter(buffer);
        writer.Byte((byte)PseudonymDomain.Content);
        TransactionCodec.Write(ref writer, transaction);
        writer.Flush();
        return High(Hash(buffer.WrittenSpan));
    }

    public UInt128 Tag(ReadOnlySpan<byte> bytes)
    {
        var signed = new byte[1 + bytes.Length];
        signed[0] = (byte)PseudonymDomain.Tag;
        bytes.CopyTo(signed.AsSpan(1));
        return Hash(signed);
    }

    public void Dispose()
    {
        while (_idle.TryDequeue(out var hash))
        {
            hash.Dispose();
        }
    }

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _contentBuffer;

    private static ulong High(UInt128 hash) => (ulong)(hash >> 64);

    private UInt128 Hash(PseudonymDomain domain, string text)
    {
        var most = 1 + Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > OnStackMax ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented is null ? stackalloc byte[OnStackMax] : rented;
        bytes[0] = (byte)domain;
        var length = 1 + Encoding.UTF8.GetBytes(text, bytes[1..]);
        var hash = Hash(bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        return hash;
    }

    private UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        if (!_idle.TryDequeue(out var keyed))
        {
            keyed = Keyed();
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        keyed.AppendData(bytes);
        keyed.GetHashAndReset(hash);
        if (_idle.Count < JournalLimits.KeyedHashesMax)
        {
            _idle.Enqueue(keyed);
        }
        else
        {
            keyed.Dispose();
        }

        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private IncrementalHash Keyed()
    {
        Span<byte> key = stackalloc byte[Secret.Size];
        if (!_key.TryCopy(key))
        {
            throw new KeyUnavailableException(UnavailableCause.KeyMissing, "the pseudonym key is gone");
        }

        var keyed = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        CryptographicOperations.ZeroMemory(key);
        return keyed;
    }
}
