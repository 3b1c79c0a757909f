using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Accounts;

/// <summary>The flat, versioned, little-endian state of an account. Only core knows its layout; others hold the bytes.</summary>
public static class AccountState
{
    /// <summary>Bytes of a state, all blocks included.</summary>
    public const int Size = 6_144;

    /// <summary>Writes the state of an account that has seen nothing.</summary>
    public static void Initialize(Span<byte> state, ushort currencyNumber, int openedDay) =>
        throw new InvalidOperationException("core is being built");

    /// <summary>Throws <see cref="ArgumentException"/> naming what is wrong where these bytes are no state this fold can read.</summary>
    public static void Check(ReadOnlySpan<byte> state) => throw new InvalidOperationException("core is being built");

    /// <summary>Number of the newest event folded in; 0 for none.</summary>
    public static long Sequence(ReadOnlySpan<byte> state) => throw new InvalidOperationException("core is being built");

    /// <summary>8-byte hash of a state, as records carry it; the same on every machine.</summary>
    public static ulong Hash(ReadOnlySpan<byte> state) => throw new InvalidOperationException("core is being built");

    /// <summary>Looks an identity up among the recent ones.</summary>
    public static IdentityMatch Find(ReadOnlySpan<byte> state, ulong identity, long at) =>
        throw new InvalidOperationException("core is being built");

    public static AccountSummary Summarize(ReadOnlySpan<byte> state) => throw new InvalidOperationException("core is being built");
}

/// <summary>What the ring of recent identities says.</summary>
/// <param name="Kind">New, known, or too old for the ring to tell: then the journal is asked.</param>
/// <param name="Content">Content hash of the known one.</param>
/// <param name="Sequence">Sequence of the known one.</param>
/// <param name="OtherStatuses">Bits of other statuses of the same transaction id that the ring holds.</param>
public readonly record struct IdentityMatch(IdentityKind Kind, ulong Content, long Sequence, byte OtherStatuses);

public enum IdentityKind : byte
{
    New = 0,
    Known = 1,
    AskJournal = 2,
}

/// <summary>What an account shows of itself at any moment.</summary>
public sealed record AccountSummary
{
    public required long Sequence { get; init; }
    public required long Transactions { get; init; }

    /// <summary>Event time of the newest transaction, milliseconds since 1970; 0 for none.</summary>
    public required long AsOf { get; init; }
    public required AnomalyScore LastAnomaly { get; init; }
    public required CreditScore Credit { get; init; }
    public required long BalanceMinor { get; init; }
    public required bool BalanceKnown { get; init; }
}
