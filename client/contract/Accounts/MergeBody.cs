namespace OrleansRisk.Contract.Accounts;

/// <summary>An account got another id: its history goes on under that one.</summary>
public sealed record MergeRequestBody
{
    /// <summary>The lender's own id of the account under which it goes on; made where it is not there.</summary>
    public required string Into { get; init; }

    /// <summary>Why, for whoever reads it later: 1–150 characters, nothing personal.</summary>
    public required string Why { get; init; }
}

/// <summary>What a merge came to. Asked again, it goes on where it broke off, and done, it changes nothing.</summary>
public sealed record MergeBody
{
    /// <summary><c>acct_…</c> of the account that takes no more lines.</summary>
    public required string MergedFrom { get; init; }

    /// <summary>Transactions recorded for the other account by this call.</summary>
    public required int Moved { get; init; }

    /// <summary>Transactions that the other account had already.</summary>
    public required int Known { get; init; }

    /// <summary>
    /// Transactions that it did not take: it has other facts under the same id, or they are in another currency.
    /// </summary>
    public required int Refused { get; init; }

    /// <summary>False where older months are gone: what was in them is not in the other account.</summary>
    public required bool Whole { get; init; }

    /// <summary>The account under which it goes on, as of the merge.</summary>
    public required AccountBody Account { get; init; }
}
