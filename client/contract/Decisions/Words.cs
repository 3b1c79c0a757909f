namespace OrleansRisk.Contract.Decisions;

/// <summary>What to do with a transaction, mildest first.</summary>
public static class Outcomes
{
    public const string Approve = "approve";
    public const string Review = "review";
    public const string Decline = "decline";
}

/// <summary>Values of <c>outcome_kind</c>.</summary>
public static class OutcomeKinds
{
    public const string Live = "live";
    public const string Observation = "observation";
    public const string History = "history";
    public const string WhatIf = "what_if";

    /// <summary>No decision: the tenant's stated answer for want of one.</summary>
    public const string Fallback = "fallback";
}

/// <summary>Values of <c>credit.state</c>.</summary>
public static class CreditStates
{
    public const string InsufficientHistory = "insufficient_history";
    public const string Uncalibrated = "uncalibrated";
    public const string Calibrated = "calibrated";
}
