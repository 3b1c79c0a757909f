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
    public override RecordKind Kind => RecordKind.Assessed;
}

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
