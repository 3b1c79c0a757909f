namespace OrleansRisk.Contract.Transactions;

/// <summary>Which way the money goes.</summary>
public static class Directions
{
    public const string Debit = "debit";
    public const string Credit = "credit";
}

/// <summary>The life of a transaction, in the order it may move through.</summary>
public static class Statuses
{
    public const string Authorised = "authorised";
    public const string Booked = "booked";
    public const string Reversed = "reversed";
    public const string Expired = "expired";
}

/// <summary>Values of <c>?answers=</c>: which lines of a stream are answered. The end line always comes.</summary>
public static class AnswersWanted
{
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
    public const string Parameter = "mode";

    /// <summary>Scored, recorded, answered with an outcome.</summary>
    public const string Live = "live";

    /// <summary>Old transactions being loaded. Not offered yet.</summary>
    public const string History = "history";

    /// <summary>Scored as if it happened; nothing is recorded.</summary>
    public const string WhatIf = "what_if";
}
