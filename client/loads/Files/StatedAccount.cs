using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Loads.Files;

/// <summary>The lender's own id of the one account of a file, instead of what the file calls it.</summary>
internal sealed class StatedAccount(string account)
{
    private readonly GeneratedIds _generated = new();

    public string Account => account;

    /// <summary>What the file calls it; null before the first row.</summary>
    public string? Read { get; private set; }

    /// <summary>The rows read so far are of more than one account.</summary>
    public bool IsOfSeveral { get; private set; }

    /// <summary>The row under that id; its own is generated anew if it was, for the account is part of it.</summary>
    public TransactionBody Of(TransactionBody row)
    {
        Read ??= row.Account;
        IsOfSeveral |= Read != row.Account;
        var ours = row with { Account = account };
        return row.Id.StartsWith(GeneratedIds.Prefix, StringComparison.Ordinal)
            ? ours with { Id = IdOf(ours) } : ours;
    }

    private string IdOf(TransactionBody row) => _generated.Of(
        account, row.Date ?? DateOnly.FromDateTime(row.At!.Value.DateTime), row.Amount!, row.Direction,
        row.Description ?? row.Counterparty, row.Status ?? Statuses.Booked);
}
