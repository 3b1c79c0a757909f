using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Journal.Sealing;

/// <summary>A tenant's pseudonyms and keyed hashes, all HMACs under its pseudonym key.</summary>
public interface IPseudonyms
{
    AccountKey Account(string account);

    /// <summary>Of a transaction id, the low three bits replaced by the status.</summary>
    ulong Identity(string transactionId, TransactionStatus status);

    /// <summary>Of the canonical content.</summary>
    ulong Content(Transaction transaction);

    ulong Counterparty(string counterparty);

    /// <summary>What shows that bytes which went out come back as they were, and of whom they are.</summary>
    UInt128 Tag(ReadOnlySpan<byte> bytes);
}
