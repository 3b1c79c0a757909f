namespace OrleansRisk.Core.Letters;

/// <summary>Why a loan is refused where it is not the score: means, the lender's terms, missing data.</summary>
public enum RefusalReason : byte
{
    /// <summary>Nothing earned is seen, so nothing bears the instalment.</summary>
    NoIncome = 1,

    /// <summary>Debts with the instalment take too great a share of the income.</summary>
    DebtsTooHigh,

    /// <summary>What goes out with the instalment is more than comes in.</summary>
    NothingLeft,

    /// <summary>The lender lends nothing without a credit bureau.</summary>
    NoBureau,

    /// <summary>Without a credit bureau the lender lends less.</summary>
    AboveCap,

    /// <summary>Too few days are known.</summary>
    MissingDays,

    /// <summary>Too few transactions are known.</summary>
    MissingTransactions,

    /// <summary>Nothing shows where money that comes in is from.</summary>
    MissingIncome,

    /// <summary>Most lines have neither a category nor a name.</summary>
    MissingNames,

    /// <summary>No complete month is known, or it depends on money without a source.</summary>
    MeansUnknown,

    /// <summary>As <see cref="DebtsTooHigh"/>, of the income before what is taken off it.</summary>
    DebtsTooHighOfGross,

    /// <summary>The score falls short, its reasons do not make up for it, and no balance is known.</summary>
    BalancesUnknown,
}

/// <summary>A reason with its figures: money in minor units, shares in percent, counts.</summary>
/// <param name="Value">What was found.</param>
/// <param name="Limit">What is accepted, or what else it depends on.</param>
/// <param name="Rest">A third figure, where the sentence has one.</param>
public readonly record struct Refusal(RefusalReason Reason, double Value = 0, double Limit = 0, double Rest = 0);
