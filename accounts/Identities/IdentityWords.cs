using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Identities;

/// <summary>What the id of a transaction may be recorded as.</summary>
internal static class IdentityWords
{
    public static readonly TransactionStatus[] Statuses =
        [TransactionStatus.Authorised, TransactionStatus.Booked, TransactionStatus.Reversed, TransactionStatus.Expired];

    /// <summary>Every status of the id that an identity is of, and the mark of its having been replaced.</summary>
    public static IEnumerable<ulong> AllOf(ulong identity)
    {
        var id = identity & ~AccountState.ReplacedMark;
        return Statuses.Select(status => id | (byte)status).Append(id | AccountState.ReplacedMark);
    }
}
