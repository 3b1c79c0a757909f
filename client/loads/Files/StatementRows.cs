using System.Globalization;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Loads.Files;

/// <summary>Rows of a bank's file as the transactions that the contract has.</summary>
internal sealed class StatementRows(StatementAccount account, TimeZoneInfo? zone)
{
    private const int IdLetters = 64, CounterpartyLetters = 128, ChannelLetters = 32, TextLetters = 256;

    private readonly GeneratedIds _generated = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>The transaction, or why it is none.</summary>
    public (TransactionBody? Transaction, ErrorCode? Fault) Of(StatementRow row)
    {
        if (account.Id.Length == 0)
        {
            return (null, ErrorCodes.AccountNotStated);
        }

        if (At(row, out var at) is { } fault)
        {
            return (null, fault);
        }

        return (new TransactionBody
        {
            Id = IdOf(row),
            Account = account.Id,
            At = at,
            Date = at is null ? row.Day : null,
            Amount = row.Amount.Text,
            Currency = account.Currency!,
            Direction = Direction(row),
            Status = row.Status == RowStatus.Pending ? Statuses.Authorised : null,
            Replaces = row.Replaces,
            Corrects = row.IsModified ? row.Id : null,
            Counterparty = Cut(row.Counterparty ?? row.Text, CounterpartyLetters),
            Category = row.Category,
            Mcc = row.Mcc,
            Channel = Cut(row.Channel, ChannelLetters),
            Balance = row.Status == RowStatus.Booked ? row.BalanceAfter?.Text : null,
            Description = Cut(row.Text, TextLetters),
        }, null);
    }

    // What a bank calls a reference may be longer than an id, or hold spaces: then it is told apart by its digest.
    private string IdOf(StatementRow row) =>
        row.Id.Length <= IdLetters && !row.Id.Any(static letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
            ? row.Id
            : _generated.Of(account.Id, row.Day ?? default, row.Amount.Text, Direction(row),
                $"{row.Text ?? row.Counterparty} {row.Id}", row.Status.ToString());

    private static string Direction(StatementRow row) =>
        row.Direction == RowDirection.Debit ? Directions.Debit : Directions.Credit;

    private ErrorCode? At(StatementRow row, out DateTimeOffset? at)
    {
        at = null;
        if (row.At is not { } time)
        {
            return null;
        }

        if (time.Offset is { } offset)
        {
            at = new DateTimeOffset(time.Local, offset);
            return null;
        }

        if (zone is null)
        {
            return null;
        }

        if (zone.IsInvalidTime(time.Local))
        {
            return ErrorCodes.TimeInvalid;
        }

        at = new DateTimeOffset(time.Local, zone.GetUtcOffset(time.Local));
        if (zone.IsAmbiguousTime(time.Local))
        {
            // Rows are oldest first: a time that lies before the row above it is the second of the two.
            var offsets = zone.GetAmbiguousTimeOffsets(time.Local);
            at = new DateTimeOffset(time.Local, offsets.Max());
            at = at < _last ? new DateTimeOffset(time.Local, offsets.Min()) : at;
        }

        _last = at.Value;
        return null;
    }

    // What a person counts as one character is not cut in two.
    private static string? Cut(string? text, int longest)
    {
        if (text is null || text.Length <= longest)
        {
            return text;
        }

        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) is var next && next <= longest)
        {
            end = next;
        }

        return text[..end].TrimEnd();
    }
}
