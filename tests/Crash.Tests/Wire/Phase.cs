namespace OrleansRisk.Crash.Tests.Wire;

/// <summary>Where in the life of a commit everything stops.</summary>
public enum Phase
{
    /// <summary>The transaction has begun; no row has been sent.</summary>
    BeforeCopy,

    /// <summary>Every row is on the server; the commit is not.</summary>
    Sent,

    /// <summary>The commit is on the server and done; the host has not been told.</summary>
    CommitSent,

    /// <summary>The host knows that it is committed; no answer has reached the client.</summary>
    CommittedUnanswered,
}
