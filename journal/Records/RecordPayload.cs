using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// What a record says, in the clear. <see cref="PayloadCodec"/> writes it; a session seals what it wrote.
/// </summary>
public abstract record RecordPayload
{
    private protected RecordPayload()
    {
    }

    public abstract RecordKind Kind { get; }
}

/// <summary>Transactions with everything they were decided from, and the decisions.</summary>
/// <param name="Profile">In an account's first record, where the profile came into being with it; otherwise
/// null.</param>
/// <param name="Entries">In order of their sequence, at least one.</param>
public sealed record TransactionsAssessed(
    AccountProfile? Profile, DecidedWith With, IReadOnlyList<AssessedEntry> Entries) : RecordPayload
{
    /// <summary>Where they came from, as their sender names it; most come from none.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Where they are to be folded by a rebuild, and were not when they were recorded.</summary>
    public WaitingRows? Waiting { get; init; }

    public override RecordKind Kind => Waiting is null ? RecordKind.Assessed : RecordKind.Waiting;
}

/// <summary>What a rebuild has to know of the transactions of a record that wait for it.</summary>
/// <param name="Corrects">Of each entry the sequence that it is a better version of; 0 for none.</param>
public sealed record WaitingRows(IReadOnlyList<long> Corrects);

/// <summary>Numbers of the model and of the constants; 0 is "those that the record's scoring version ships".</summary>
public readonly record struct DecidedWith(int Model, int Constants);

/// <summary>
/// One transaction, what was read for it, and what was answered. Population and policy stand in
/// <see cref="DecisionInputs"/>.
/// </summary>
public sealed record AssessedEntry(Transaction Transaction, DecisionInputs Inputs, Decision Decision)
{
    public RuleHits Rules { get; init; } = RuleHits.None;
}

/// <summary>Which rules fired, of which rule book; version 0 is no rule book.</summary>
public sealed record RuleHits(int Version, IReadOnlyList<int> Hits)
{
    public static RuleHits None { get; } = new(0, []);
}

/// <summary>What became known of an earlier transaction, and who said so.</summary>
/// <param name="TransactionId">The lender's own id of the labelled transaction.</param>
/// <param name="Source">Who says so: <c>chargeback</c>, <c>analyst</c>, …</param>
/// <param name="ArrivedAt">When it reached us, milliseconds since 1970.</param>
public sealed record TransactionLabelled(LabelEvent Label, string TransactionId, string Source, long ArrivedAt)
    : RecordPayload
{
    public override RecordKind Kind => RecordKind.Labelled;
}

/// <summary>The lender restated the account: the whole profile as it is from here on.</summary>
public sealed record SettingsChanged(AccountProfile Profile, long ArrivedAt) : RecordPayload
{
    public override RecordKind Kind => RecordKind.SettingsChanged;

    /// <summary>As core folds it under this number.</summary>
    public SettingsEvent Event(long sequence) => new(sequence, Profile.CurrencyNumber, Profile.OpenedDay);
}

/// <summary>A civil day of the account ended, and the credit score moved although nothing had happened.</summary>
/// <param name="Credit">The score as of the end of that day.</param>
public sealed record DayClosed(DayEvent Closed, CreditScore Credit, long ArrivedAt) : RecordPayload
{
    public override RecordKind Kind => RecordKind.DayClosed;
}

/// <summary>
/// The account folded anew in the order in which things happened. What it says of corrections and of what is taken back
/// holds of the whole account since <see cref="From"/>, not of this rebuild alone.
/// </summary>
public sealed record AccountRebuilt : RecordPayload
{
    /// <summary>Number of the timeline, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>It was folded from the state behind this event.</summary>
    public required long From { get; init; }

    /// <summary>The profile that holds from the beginning.</summary>
    public required AccountProfile Profile { get; init; }

    /// <summary>The state that came of it, as bases hold theirs.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>What had waited and counts from here on, in order.</summary>
    public required IReadOnlyList<SequenceRange> Added { get; init; }

    /// <summary>In order of the earlier version.</summary>
    public required IReadOnlyList<CorrectedTransaction> Corrected { get; init; }

    /// <summary>What does not count, in order.</summary>
    public required IReadOnlyList<SequenceRange> TakenBack { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    public required string Why { get; init; }

    /// <summary>The credit scores before it and behind it.</summary>
    public required CreditScore Before { get; init; }

    public required CreditScore After { get; init; }

    public required long ArrivedAt { get; init; }

    /// <summary>It was folded from nothing although events up to <see cref="From"/> are gone.</summary>
    public bool BeganAnew { get; init; }

    /// <summary>Revoked sources, of which nothing more is taken; the newest last.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    public override RecordKind Kind => RecordKind.Rebuilt;
}

/// <summary>A transaction, and the sequence of the version of it that counts.</summary>
public readonly record struct CorrectedTransaction(long Earlier, long Later);

/// <summary>Nothing: the record's base carries the state.</summary>
public sealed record AccountCheckpoint : RecordPayload
{
    public static AccountCheckpoint Instance { get; } = new();

    public override RecordKind Kind => RecordKind.Base;
}

/// <summary>
/// Bytes that are no body this version can read: an unknown version or kind, a bound passed, bytes missing or left
/// over.
/// </summary>
public sealed class RecordUnreadableException(string message) : Exception(message);
