using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;

namespace OrleansRisk.Tests.Support;

/// <summary>Ordinary test values: a test names only what matters to it.</summary>
public static class Some
{
    /// <summary>2026-03-02T01:00Z, a Monday morning in Kuala Lumpur; where <see cref="ManualTime"/> starts.</summary>
    public const long Moment = 1_772_413_200_000;

    public static readonly TenantId Tenant = new(1);
    public static readonly JournalMonth Month = new(202603);
    private static long _serial;

    /// <summary>Another number with every call, the same sequence in every run of a single test.</summary>
    public static long Serial() => Interlocked.Increment(ref _serial);

    public static Transaction Transaction(
        string? id = null, long at = Moment, decimal amount = 25.50m, Direction direction = Direction.Debit,
        TransactionStatus status = TransactionStatus.Booked, string? counterparty = "Kedai Runcit Aman",
        string? category = null, string currency = "MYR", string? description = null) => new()
        {
            Id = id ?? $"t-{Serial()}",
            At = at,
            AmountMinor = (long)(amount * (decimal)Math.Pow(10, Currency(currency).Decimals)),
            Currency = Currency(currency),
            Direction = direction,
            Status = status,
            Counterparty = counterparty,
            Category = category,
            Description = description,
        };

    public static Currency Currency(string code = "MYR") =>
        Core.Transactions.Currency.TryParse(code, out var currency)
            ? currency
            : throw new ArgumentOutOfRangeException(nameof(code), code, "not a currency");

    /// <summary>The key of a named account: the same name, the same key.</summary>
    public static AccountKey Account(string name = "account")
    {
        var bytes = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[0] = 1; // version of the pseudonym key
        return AccountKey.FromBytes(bytes);
    }

    public static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A record as the journal stores it: its body is noise, not a seal.</summary>
    public static JournalRecord Record(
        string account = "account", long first = 1, int events = 1, JournalMonth? month = null, JournalMonth? next =
        null,
        TenantId? tenant = null, int bodyLength = 400, bool withKey = false, byte[]? basis = null) => new()
        {
            Tenant = tenant ?? Tenant,
            Account = Account(account),
            Generation = 1,
            Kind = RecordKind.Assessed,
            ScoringVersion = 1,
            FirstSequence = first,
            LastSequence = first + events - 1,
            Month = month ?? Month,
            NextMonth = next ?? month ?? Month,
            PreviousHash = first == 1 ? UInt128.Zero : new UInt128(17, (ulong)first),
            StateHash = 0xF000_0000_0000_0000UL + (ulong)first,
            Identities = IdentitiesOf(first, events),
            Body = Bytes(bodyLength, (int)first),
            Base = basis ?? ReadOnlyMemory<byte>.Empty,
            NewKey = withKey ? Key(account, tenant, month) : null,
        };

    public static SubjectKeyRow Key(string account = "account", TenantId? tenant = null, JournalMonth? month = null) =>
        new(
        tenant ?? Tenant, Account(account), Generation: 1, Version: 1, month ?? Month, TenantKeyVersion: 1,
        SealedKey: Bytes(80, 3), Tombstone: false);

    public static Snapshot Snapshot(
        string account =
            "account", long sequence = 1, TenantId? tenant = null, JournalMonth? next = null, int bodyLength =
            2_500) => new(
        tenant ?? Tenant, Account(account), Generation: 1, sequence, ScoringVersion: 1, next ?? Month,
        new UInt128(19, (ulong)sequence), Bytes(bodyLength, (int)sequence));

    private static byte[] IdentitiesOf(long first, int events)
    {
        var bytes = new byte[events * 8];
        for (var i = 0; i < events; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * 8), (ulong)(first + i) << 3);
        }

        return bytes;
    }
}
