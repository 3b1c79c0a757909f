namespace OrleansRisk.Core.Credit;

/// <summary>Whether the means bear the instalment. Money in minor units, rounded half up; shares of income.</summary>
/// <param name="DebtBefore">Share of income that debts take now; null without an income.</param>
/// <param name="DebtAfter">The same with the instalment.</param>
/// <param name="FreeAfter">
/// Income less essential outflow, debts and the instalment, a month; from scoring version 4 less all other spending.
/// </param>
public sealed record Affordability(
    long Income, long Essential, long Debt, double? DebtBefore, double? DebtAfter, long FreeAfter, int Months,
    AffordabilityWord Word)
{
    /// <summary>Spending that is neither essential nor debt. From scoring version 4; 0 before.</summary>
    public long Other { get; init; }

    /// <summary>Share of income up to which debts are borne without strain, and beyond which not at all.</summary>
    public const double StrainedAbove = 0.40, UnaffordableAbove = 0.60;

    public static Affordability Of(in MonthlyMeans means, double instalment)
    {
        var free = means.Income - means.Essential - means.Debt - means.Other - instalment;
        double? before = means.Income >= 1 ? means.Debt / means.Income : null;
        double? after = means.Income >= 1 ? (means.Debt + instalment) / means.Income : null;
        return new Affordability(
            Rounded(means.Income), Rounded(means.Essential), Rounded(means.Debt), before, after, Rounded(free),
            means.Months, Finding(means, instalment))
        {
            Other = Rounded(means.Other),
        };
    }

    /// <summary>
    /// By what is earned. Where more comes in without a known source than is earned, it stands only if it would be the
    /// same were all of that earned, too.
    /// </summary>
    private static AffordabilityWord Finding(in MonthlyMeans means, double instalment)
    {
        var word = WordOf(means, instalment);
        return means.Unearned <= means.Income
            || word == WordOf(means with { Income = means.Income + means.Unearned }, instalment)
            ? word
            : AffordabilityWord.Unknown;
    }

    private static AffordabilityWord WordOf(in MonthlyMeans means, double instalment) => WordOf(
        means.Months, means.Income >= 1 ? (means.Debt + instalment) / means.Income : null,
        means.Income - means.Essential - means.Debt - means.Other - instalment);

    private static AffordabilityWord WordOf(int months, double? after, double free) =>
        months == 0 ? AffordabilityWord.Unknown
            : after is not { } share || share > UnaffordableAbove || free < 0 ? AffordabilityWord.Unaffordable
            : share > StrainedAbove ? AffordabilityWord.Strained
            : AffordabilityWord.Affordable;

    private static long Rounded(double money) => (long)Math.Floor(Math.Clamp(money, -1e18, 1e18) + 0.5);
}

/// <summary>The gravest last; written by name.</summary>
public enum AffordabilityWord : byte
{
    /// <summary>
    /// No complete month is known; from scoring version 4 also: more comes in without a known source than is earned,
    /// and it depends on whether that is earned, too.
    /// </summary>
    Unknown = 0,
    Affordable = 1,

    /// <summary>Debts would take more than two fifths of the income.</summary>
    Strained = 2,

    /// <summary>
    /// Debts would take more than three fifths of the income, or more than is left, or there is no income.
    /// </summary>
    Unaffordable = 3,
}
