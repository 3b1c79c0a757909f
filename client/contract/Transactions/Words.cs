namespace OrleansRisk.Contract.Transactions;

/// <summary>Which way the money goes.</summary>
public static class Directions
{
    /// <summary>Money leaves the account.</summary>
    public const string Debit = "debit";

    /// <summary>Money comes to the account.</summary>
    public const string Credit = "credit";
}

/// <summary>The life of a transaction, in the order it may move through.</summary>
public static class Statuses
{
    /// <summary>Asked for; no money has moved, and it may still be declined.</summary>
    public const string Authorised = "authorised";

    /// <summary>The money has moved.</summary>
    public const string Booked = "booked";

    /// <summary>The money has gone back.</summary>
    public const string Reversed = "reversed";

    /// <summary>An authorisation that was never booked.</summary>
    public const string Expired = "expired";
}

/// <summary>Values of <c>?answers=</c>: which lines of a stream are answered. The end line always comes.</summary>
public static class AnswersWanted
{
    /// <summary>Name of the parameter in the address.</summary>
    public const string Parameter = "answers";

    /// <summary>Every line. The client must read while it sends.</summary>
    public const string All = "all";

    /// <summary>Decisions other than <c>approve</c>, and errors.</summary>
    public const string Flagged = "flagged";

    /// <summary>Only lines that were refused or not recorded.</summary>
    public const string Errors = "errors";

    /// <summary>Only the end line.</summary>
    public const string None = "none";
}

/// <summary>Values of <c>?mode=</c>.</summary>
public static class Modes
{
    /// <summary>Name of the parameter in the address.</summary>
    public const string Parameter = "mode";

    /// <summary>Scored, recorded, answered with an outcome.</summary>
    public const string Live = "live";

    /// <summary>Old transactions being loaded. Not offered yet.</summary>
    public const string History = "history";

    /// <summary>Scored as if it happened; nothing is recorded.</summary>
    public const string WhatIf = "what_if";
}
