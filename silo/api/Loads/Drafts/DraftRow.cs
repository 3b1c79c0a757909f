using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>A row of a draft: where it stands, what the edge reads of it, and what becomes of it.</summary>
internal sealed class DraftRow
{
    /// <summary>Number of its file, from 0.</summary>
    public required int File { get; init; }

    public required long? Line { get; init; }

    public string? Place { get; init; }

    /// <summary>As a line of a stream; empty if the row could not be read.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; set; }

    public KnownAccount? Account { get; init; }

    public Transaction? Transaction { get; set; }

    /// <summary>The recorded transaction that it is a better version of.</summary>
    public string? Corrects { get; set; }

    /// <summary>The id that its provider takes back; null of all other rows.</summary>
    public string? Removes { get; init; }

    /// <summary>What the account recorded under that id.</summary>
    public IReadOnlyList<long> Removed { get; private set; } = [];

    /// <summary>What it corrects need not be recorded: the load has it too, or it is a provider's.</summary>
    public bool MayBeNew { get; set; }

    /// <summary>Its civil day, days since 1970-01-01.</summary>
    public int Day { get; init; }

    /// <summary>Among the rows of the load, from 1; 0 before all are in order.</summary>
    public int Number { get; set; }

    /// <summary>One of <see cref="LoadOutcomes"/>.</summary>
    public string Outcome { get; private set; } = LoadOutcomes.Taken;

    public string? Code { get; private set; }

    public string? Field { get; private set; }

    public string? Message { get; private set; }

    public string? Next { get; private set; }

    public string? TwinOf { get; private set; }

    public Category Category { get; private set; }

    /// <summary>It is older than what its account knows, and waits for the account's rebuild.</summary>
    public bool Waits { get; private set; }

    /// <summary>It has changed since its account was asked.</summary>
    public bool IsToBeAsked { get; private set; }

    /// <summary>Its account has its id with another balance.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>
    /// Of the first row of its account that is to be recorded: the account's newest event when it was checked.
    /// </summary>
    public long? After { get; set; }

    /// <summary>The amount with the sign of its direction, minor units.</summary>
    public long Signed => Transaction!.Direction == Direction.Debit
        ? -Transaction.AmountMinor : Transaction.AmountMinor;

    /// <summary>
    /// The id is a digest of the row: another with it is this row, though a file may know more of it than another.
    /// </summary>
    public bool HasGeneratedId => Transaction!.Id.StartsWith(GeneratedIds.Prefix, StringComparison.Ordinal);

    public bool IsBooked => Transaction is { Status: TransactionStatus.Booked };

    /// <summary>Whether the account has it, or will have it.</summary>
    public bool Counts => Outcome is LoadOutcomes.Taken or LoadOutcomes.Known;

    public void Refuse(string code, string? field, string message, string? next) =>
        (Outcome, Code, Field, Message, Next) = (LoadOutcomes.Refused, code, field, message, next);

    public void Refuse(ErrorCode code, string? field) => Refuse(code.Code, field, code.Sentence, code.Next);

    /// <summary>Gives it another id, under which it is asked again.</summary>
    public void Rename(string id)
    {
        var body = JsonSerializer.Deserialize(Utf8.Span, ContractJson.Default.TransactionBody)!;
        Utf8 = JsonSerializer.SerializeToUtf8Bytes(body with { Id = id }, ContractJson.Default.TransactionBody);
        Transaction = Transaction! with { Id = id };
        Retry();
    }

    /// <summary>It is to be asked again.</summary>
    public void Retry() =>
        (Outcome, Code, Field, Message, Next, IsTorn) = (LoadOutcomes.Taken, null, null, null, null, false);

    /// <summary>It is new: there is nothing to correct.</summary>
    private void DropCorrects()
    {
        var body = JsonSerializer.Deserialize(Utf8.Span, ContractJson.Default.TransactionBody)!;
        Utf8 = JsonSerializer.SerializeToUtf8Bytes(
            body with { Corrects = null }, ContractJson.Default.TransactionBody);
        Corrects = null;
        Retry();
        IsToBeAsked = true;
    }

    /// <summary>Its provider took it back.</summary>
    /// <param name="recorded">What the account has of it.</param>
    public void TakeBack(IReadOnlyList<long> recorded) => (Outcome, Removed) = (LoadOutcomes.TakenBack, recorded);

    /// <summary>There is nothing to do about it, and why.</summary>
    public void NeedsNothing(string why) => (Outcome, Message) = (LoadOutcomes.Known, why);

    public void IsThere() => (Outcome, Code, Field, Message, Next) = (LoadOutcomes.Known, null, null, null, null);

    public void Repeat() => Outcome = LoadOutcomes.Repeated;

    public void IsLikely(string twin) => (Outcome, TwinOf) = (LoadOutcomes.Likely, twin);

    /// <summary>What its account says of it.</summary>
    public void Take(CheckedItem item)
    {
        (Category, Waits, IsToBeAsked) = (item.Category, item.Kind == CheckedKind.Waiting, false);
        if (item.Kind == CheckedKind.Known)
        {
            (Outcome, Field) = (LoadOutcomes.Known, item.Field);
        }
        else if (MayBeNew && Corrects is not null && item.Code == ErrorCodes.TransactionUnknown.Code)
        {
            DropCorrects();
        }
        else if (item.Code == ErrorCodes.IdReused.Code && (HasGeneratedId || item.Field == "balance"))
        {
            TakeReused(item.Field!.Split(','));
        }
        else if (item.Kind == CheckedKind.Refused)
        {
            Refuse(ErrorCodes.Find(item.Code!) ?? ErrorCodes.Failure, item.Field);
        }
    }

    // A digest does not hold the currency, nor the balance: where one of them differs it is another row.
    private void TakeReused(string[] differs)
    {
        IsTorn = differs.Contains("balance") && Transaction!.BalanceMinor is not null;
        if (differs.Contains("currency"))
        {
            Refuse(ErrorCodes.WrongCurrency, "currency");
        }
        else if (IsTorn)
        {
            Refuse(ErrorCodes.IdReused, "balance");
        }
        else
        {
            Outcome = LoadOutcomes.Known;
        }
    }
}
