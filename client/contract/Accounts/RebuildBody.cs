using OrleansRisk.Contract.Decisions;

namespace OrleansRisk.Contract.Accounts;

/// <summary>What a rebuild of an account came to.</summary>
public sealed record RebuildBody
{
    /// <summary>False for a preview, and where nothing waited and nothing moved.</summary>
    public required bool Recorded { get; init; }

    /// <summary>Times that the account was rebuilt.</summary>
    public required int Revision { get; init; }

    /// <summary>Transactions that had waited and count now.</summary>
    public required int Added { get; init; }

    /// <summary>Transactions of which another version counts now.</summary>
    public required int Corrected { get; init; }

    /// <summary>Transactions that counted and do not any more.</summary>
    public required int TakenBack { get; init; }

    /// <summary>
    /// Transactions that cannot come where they stand in time, such as a reversal of what is not known: recorded, and
    /// not counted.
    /// </summary>
    public required int LeftOut { get; init; }

    /// <summary>The credit score before it.</summary>
    public required CreditBody CreditBefore { get; init; }

    /// <summary>The account as of it.</summary>
    public required AccountBody Account { get; init; }
}
