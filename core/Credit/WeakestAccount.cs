namespace OrleansRisk.Core.Credit;

/// <summary>
/// Which of several accounts speaks for their customer: the one that scores lowest of those with enough history. A
/// card is fitted on single accounts, so their features are not added; and nobody is made safer by another account.
/// </summary>
public static class WeakestAccount
{
    /// <summary>Place of the account; without enough history anywhere, of the one that lacks least.</summary>
    public static int Of(IReadOnlyList<CreditAssessment> accounts)
    {
        var weakest = 0;
        for (var i = 1; i < accounts.Count; i++)
        {
            weakest = Weaker(accounts[i], accounts[weakest]) ? i : weakest;
        }

        return weakest;
    }

    private static bool Weaker(CreditAssessment one, CreditAssessment other) => (one.Score, other.Score) switch
    {
        ({ } score, { } against) => score < against || (score == against && one.LogOdds > other.LogOdds),
        ({ }, null) => true,
        (null, { }) => false,
        _ => (one.NeedsDays, one.NeedsTransactions).CompareTo((other.NeedsDays, other.NeedsTransactions)) < 0,
    };
}
