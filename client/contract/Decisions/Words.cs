namespace OrleansRisk.Contract.Decisions;

/// <summary>What to do with a transaction, mildest first.</summary>
public static class Outcomes
{
    /// <summary>Nothing stands out.</summary>
    public const string Approve = "approve";

    /// <summary>Somebody should look at it.</summary>
    public const string Review = "review";

    /// <summary>Of an authorisation only: it should not go through.</summary>
    public const string Decline = "decline";
}

/// <summary>Values of <c>outcome_kind</c>.</summary>
public static class OutcomeKinds
{
    /// <summary>Of an authorisation: somebody waits for it.</summary>
    public const string Live = "live";

    /// <summary>Of money that has moved: nothing can be declined any more.</summary>
    public const string Observation = "observation";

    /// <summary>Of an old transaction that was loaded; without an outcome.</summary>
    public const string History = "history";

    /// <summary>Of nothing: it was not recorded.</summary>
    public const string WhatIf = "what_if";

    /// <summary>No decision: the tenant's stated answer for want of one.</summary>
    public const string Fallback = "fallback";
}

/// <summary>Values of <c>credit.state</c>.</summary>
public static class CreditStates
{
    /// <summary>Too little is known of the account; <c>needs</c> says what is missing.</summary>
    public const string InsufficientHistory = "insufficient_history";

    /// <summary>
    /// The history is long enough and does not show what is lived on; from scoring version 4.
    /// </summary>
    public const string InsufficientData = "insufficient_data";

    /// <summary>A score without a probability.</summary>
    public const string Uncalibrated = "uncalibrated";

    /// <summary>A score with a probability learned from outcomes.</summary>
    public const string Calibrated = "calibrated";
}
