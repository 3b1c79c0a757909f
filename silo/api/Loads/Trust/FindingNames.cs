namespace OrleansRisk.Api.Loads.Trust;

/// <summary>Findings over the rows of a load; those of single files have names of their own.</summary>
internal static class FindingNames
{
    public const string DayDoesNotAddUp = "day_does_not_add_up";
    public const string NoActivity = "no_activity";
    public const string PayOffRhythm = "pay_off_rhythm";
    public const string RoundTrip = "round_trip";
    public const string SameAmounts = "same_amounts";
    public const string LikelyTwin = "likely_twin";

    /// <summary>What one file, or the account, ends with is not what the next begins with.</summary>
    public const string StatementsDoNotMeet = "statements_do_not_meet";

    /// <summary>Files under one id name two accounts.</summary>
    public const string NumbersDiffer = "numbers_differ";

    /// <summary>A new account begins in another currency than the tenant's.</summary>
    public const string OtherCurrency = "other_currency";

    /// <summary>A row that the account refused while the load was committed.</summary>
    public const string RefusedAtCommit = "refused_at_commit";
}
