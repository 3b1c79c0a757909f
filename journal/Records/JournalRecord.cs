using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Journal.Records;

/// <summary>What a record says; persisted by number. An unknown kind is refused, never skipped.</summary>
public enum RecordKind : byte
{
    Assessed = 1,
    Labelled = 2,

    /// <summary>Transactions that wait for a rebuild: recorded, and not folded until then.</summary>
    Waiting = 3,
    ConsentChanged = 4,
    SettingsChanged = 5,
    DayClosed = 6,

    /// <summary>Carries the state forward into a new month and nothing else.</summary>
    Base = 7,
    Erased = 8,

    /// <summary>The account folded anew along its timeline: carries the state that came of it.</summary>
    Rebuilt = 9,
}

/// <summary>
/// One row of the journal: a header in the clear (and in the seal's associated data), the sealed body, and, in an
/// account's first record of a month, the whole sealed state before it.
/// </summary>
public sealed record JournalRecord
{
    public required TenantId Tenant { get; init; }
    public required AccountKey Account { get; init; }

    /// <summary>Grows when an erased account is admitted again.</summary>
    public required short Generation { get; init; }
    public required RecordKind Kind { get; init; }
    public required ushort ScoringVersion { get; init; }

    /// <summary>The events it holds; transactions count one each, any other record is one event.</summary>
    public required long FirstSequence { get; init; }
    public required long LastSequence { get; init; }
    public required JournalMonth Month { get; init; }
    public required JournalMonth NextMonth { get; init; }

    /// <summary>First 16 bytes of SHA-256 over header and body of the record before; zeros for the first.</summary>
    public required UInt128 PreviousHash { get; init; }

    /// <summary>Core's hash of profile and state after the last event.</summary>
    public required ulong StateHash { get; init; }

    /// <summary>
    /// Keyed identity hashes of its transactions, in order, 8 bytes each: what an old identity is looked up by.
    /// </summary>
    public required ReadOnlyMemory<byte> Identities { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The sealed state before, in the first record of a month; otherwise empty.</summary>
    public ReadOnlyMemory<byte> Base { get; init; }

    /// <summary>
    /// The account's key row, to be inserted before it in the same transaction: only with the account's first record.
    /// </summary>
    public SubjectKeyRow? NewKey { get; init; }

    /// <summary>
    /// The body in the clear, where this process wrote the record: what listeners read after the commit. Never stored.
    /// </summary>
    public RecordPayload? Content { get; init; }

    /// <summary>W3C trace context of who wrote it, if that is traced; in memory alone. Never stored.</summary>
    public string? Trace { get; init; }

    /// <summary>Writer and commit number, known once it is committed; 0 before.</summary>
    public int Writer { get; init; }
    public long Commit { get; init; }
}

/// <summary>
/// A calendar month, UTC, as year × 100 + month; taken from the record before, never from the clock of the writer.
/// </summary>
public readonly record struct JournalMonth(int Value) : IComparable<JournalMonth>
{
    public static JournalMonth Of(long unixMilliseconds)
    {
        var date = DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
        return new JournalMonth((date.Year * 100) + date.Month);
    }

    /// <summary>The oldest month of which something may lie within so many months before a moment.</summary>
    public static JournalMonth FirstKept(int months, DateTimeOffset now) =>
        Of(now.AddMonths(-months).ToUnixTimeMilliseconds());

    public JournalMonth Next() => Value % 100 == 12 ? new JournalMonth(Value + 89) : new JournalMonth(Value + 1);

    public int CompareTo(JournalMonth other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
