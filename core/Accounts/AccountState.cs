using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The flat, versioned, little-endian state of an account. Only core knows its layout; others hold the bytes.
/// </summary>
public static class AccountState
{
    /// <summary>Bytes of a state, all blocks included.</summary>
    public const int Size = 6_656;

    /// <summary>
    /// Stands in the status bits of an identity to say that another id has taken its place; no status has this number.
    /// </summary>
    public const ulong ReplacedMark = 7;

    /// <summary>Recent identities that a state holds.</summary>
    public const int IdentitiesMax = Layout.IdentitySlots;

    /// <summary>The bit of <see cref="IdentityMatch.OtherStatuses"/> for an id that was replaced.</summary>
    public const byte ReplacedBit = 1 << (int)ReplacedMark;

    /// <summary>Writes the state of an account that has seen nothing.</summary>
    public static void Initialize(Span<byte> state, ushort currencyNumber, int openedDay)
    {
        if (!CurrencyTable.Knows(currencyNumber))
        {
            throw new ArgumentOutOfRangeException(nameof(currencyNumber), currencyNumber, "no such ISO 4217 number");
        }

        state = Whole(state);
        state.Clear();
        state.U16(0, Layout.Version);
        state.U16(2, Size);
        var header = new AccountHeader(state);
        header.Currency = currencyNumber;
        header.OpenedDay = openedDay;
        LastCredit.Write(state, 0, LastCredit.OfNothing);
    }

    /// <summary>
    /// Throws <see cref="ArgumentException"/> naming what is wrong where these bytes are no state this scoring version
    /// can read.
    /// </summary>
    public static void Check(ReadOnlySpan<byte> state)
    {
        var wrong = WhatIsWrong(state);
        if (wrong is not null)
        {
            throw new ArgumentException(wrong, nameof(state));
        }
    }

    /// <summary>Number of the newest event folded in; 0 for none.</summary>
    public static long Sequence(ReadOnlySpan<byte> state) => state.I64(8);

    /// <summary>The newest civil day that a transaction was of, days since 1970-01-01; 0 for none.</summary>
    public static int NewestDay(ReadOnlySpan<byte> state) => state.I32(48);

    /// <summary>8-byte hash of a state, as records carry it; the same on every machine.</summary>
    public static ulong Hash(ReadOnlySpan<byte> state) => StateHash.Of(state);

    /// <summary>Looks an identity up among the recent ones.</summary>
    public static IdentityMatch Find(ReadOnlySpan<byte> state, ulong identity, long at) =>
        IdentityRing.Find(state, identity, at);

    /// <summary>Whether every identity that was ever added is still among the recent ones.</summary>
    public static bool HoldsAllIdentities(ReadOnlySpan<byte> state) => IdentityRing.HoldsAll(state);

    /// <summary>Writes the recent identities, those of replaced ids too, and returns their number.</summary>
    public static int Identities(ReadOnlySpan<byte> state, Span<ulong> target) => IdentityRing.List(state, target);

    /// <summary>The same with where each was recorded.</summary>
    public static int Identities(ReadOnlySpan<byte> state, Span<RecentIdentity> target) =>
        IdentityRing.List(state, target);

    public static AccountSummary Summarize(ReadOnlySpan<byte> state) => new()
    {
        Sequence = Sequence(state),
        Transactions = state.I64(16),
        AsOf = state.I64(24),
        LastAnomaly = LastAnomaly.Read(state),
        Credit = LastCredit.Read(state),
        BalanceMinor = state.I64(56),
        BalanceKnown = (state.U16(6) & AccountHeader.BalanceKnownBit) != 0,
    };

    private static Span<byte> Whole(Span<byte> state) => state.Length == Size
        ? state
        : throw new ArgumentException($"an account state has {Size} bytes, not {state.Length}", nameof(state));

    private static string? WhatIsWrong(ReadOnlySpan<byte> state)
    {
        if (state.Length != Size)
        {
            return $"an account state has {Size} bytes, not {state.Length}";
        }

        if (state.U16(0) != Layout.Version)
        {
            return $"layout version {state.U16(0)} is unknown; this scoring version reads version {Layout.Version}";
        }

        if (state.U16(2) != Size)
        {
            return $"the state says it has {state.U16(2)} bytes";
        }

        if (!CurrencyTable.Knows(state.U16(4)))
        {
            return $"currency {state.U16(4)} is unknown";
        }

        if (state.I64(8) < 0 || state.I64(16) < 0 || state.I64(16) > state.I64(8))
        {
            return "sequence and number of transactions contradict each other";
        }

        if (!IdentityRing.IsSound(state))
        {
            return "the ring of identities points outside itself";
        }

        return state[Layout.End..].ContainsAnyExcept((byte)0) ? "bytes after the last block are not zero" : null;
    }
}

/// <summary>What the ring of recent identities says.</summary>
/// <param name="Kind">New, known, or too old for the ring to tell: then the journal is asked.</param>
/// <param name="Content">Content hash of the known one.</param>
/// <param name="Sequence">Sequence of the known one.</param>
/// <param name="OtherStatuses">
/// Bits of other statuses of the same transaction id that the ring holds, and <see cref="AccountState.ReplacedBit"/>.
/// </param>
public readonly record struct IdentityMatch(IdentityKind Kind, ulong Content, long Sequence, byte OtherStatuses);

/// <summary>An identity among the recent ones.</summary>
public readonly record struct RecentIdentity(ulong Identity, long Sequence);

public enum IdentityKind : byte
{
    New = 0,
    Known = 1,
    AskJournal = 2,
}

/// <summary>What an account shows of itself at any context.</summary>
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
