namespace OrleansRisk.Accounts;

/// <summary>Every bound of accounts, on one page.</summary>
public static class AccountLimits
{
    // Turns

    /// <summary>Transactions of one batch, and so of one record.</summary>
    public const int TransactionsPerBatchMax = 256;

    /// <summary>Transactions that are checked at once, in one turn: 15 years of a busy account.</summary>
    public const int TransactionsPerCheckMax = 20_000;

    // Accounts

    /// <summary>State buffers kept for the next turn; more are left to the garbage collector.</summary>
    public const int BuffersPooledMax = 4_096;

    /// <summary>
    /// Identities by which an index has grown at least where it is sealed again: while the account goes on, and where
    /// it leaves memory.
    /// </summary>
    public const int IdentitiesSealedGoingOn = 64, IdentitiesSealedLeaving = 16;

    /// <summary>Bytes of an index that is sealed; a larger one is built from the journal each time.</summary>
    public const int IdentitiesSealedBytesMax = 1024 * 1024;

    /// <summary>Decisions on one page.</summary>
    public const int DecisionsPerPageMax = 1_000;

    /// <summary>Records that one page looks through, so that a narrow filter costs no more than a wide one.</summary>
    public const int RecordsPerPageMax = 5_000;

    /// <summary>Records read at a time while paging through an account.</summary>
    public const int RecordsPerReadMax = 256;

    /// <summary>Ids that one transaction may have had, its partial reversals counted.</summary>
    public const int LifecycleIdsMax = 16;

    /// <summary>
    /// How a booking that names no hold may differ from the hold that it is flagged with: days later, and by one part
    /// in so many of the amount.
    /// </summary>
    public const int LikelyHoldDays = 10, LikelyHoldPart = 5;

    /// <summary>Events recorded meanwhile that a rebuild takes in within its turn.</summary>
    public const int RebuildCatchUpMax = 256;

    /// <summary>Times that a rebuild folds beside the turns before it gives way to a busy account.</summary>
    public const int RebuildAttemptsMax = 8;

    /// <summary>Bases, of which there is one a month, gone back over for an account as of an earlier day.</summary>
    public const int PastBasesMax = 120;
}
