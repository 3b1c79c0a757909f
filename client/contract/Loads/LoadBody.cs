using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Loads;

/// <summary>
/// Files of a lender as a draft: read, put in order and checked whole. Nothing of it is recorded before it is
/// committed.
/// </summary>
public sealed record LoadBody
{
    /// <summary><c>load_…</c></summary>
    public required string Load { get; init; }

    /// <summary>One of <see cref="LoadStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>When it was checked.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the draft goes, committed or not.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The files, in the order in which they were given.</summary>
    public required IReadOnlyList<LoadFileBody> Files { get; init; }

    /// <summary>Accounts that rows are of.</summary>
    public required int Accounts { get; init; }

    /// <summary>What becomes of the rows.</summary>
    public required LoadRowsBody Rows { get; init; }

    /// <summary>The customer's consent that its rows come under; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Consent { get; init; }

    /// <summary>Zone that times without an offset were read in, and that days without a time are of.</summary>
    public required string Zone { get; init; }

    /// <summary>Why rows are refused, each reason once, the most frequent first.</summary>
    public required IReadOnlyList<LoadRefusalBody> Refusals { get; init; }

    /// <summary>Findings by code; each of them is at <c>/findings</c>.</summary>
    public required IReadOnlyList<LoadFindingsBody> Findings { get; init; }

    /// <summary>How far the commit is; null before it.</summary>
    public LoadCommitBody? Commit { get; init; }
}

/// <summary>A page of loads.</summary>
/// <param name="Items">The newest first, drafts and committed ones, until they expire.</param>
/// <param name="After">Where the next page begins; null if there is no more.</param>
/// <param name="HasMore">There are more.</param>
public sealed record LoadPage(IReadOnlyList<LoadBody> Items, string? After, bool HasMore);

/// <summary>A file of a load.</summary>
public sealed record LoadFileBody
{
    /// <summary>As it was given.</summary>
    public required string Name { get; init; }

    /// <summary>What it is by its content: <c>csv</c>, <c>camt.053</c>, <c>mt940</c> …; null if nothing was
    /// read.</summary>
    public required string? Format { get; init; }

    /// <summary>Version or dialect, or the name of the map that read it.</summary>
    public required string? Dialect { get; init; }

    /// <summary>Rows in it, refused ones too.</summary>
    public required int Rows { get; init; }

    /// <summary>Why nothing of it was read; null if something was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LoadRefusalBody? Refusal { get; init; }

    /// <summary>Where the provider's next page begins, if the file names it: there is more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextPage { get; init; }
}

/// <summary>Rows by what becomes of them when the load is committed.</summary>
/// <param name="Read">All of them.</param>
/// <param name="Taken">Recorded.</param>
/// <param name="Known">Recorded before, with the same content.</param>
/// <param name="Repeated">In the load twice, under one id.</param>
/// <param name="Likely">
/// In all likelihood another file's row, or a recorded one, under another id: left out until the load says
/// <c>twins=take</c>.
/// </param>
/// <param name="Refused">Not taken, each with its reason.</param>
/// <param name="TakenBack">Taken back by their provider: the commit takes out what is recorded of them.</param>
public sealed record LoadRowsBody(
    int Read, int Taken, int Known, int Repeated, int Likely, int Refused, int TakenBack = 0);

/// <summary>A reason why rows are refused.</summary>
/// <param name="Code">One of the table of errors, or of the refusals of statements.</param>
/// <param name="Field">The field or column.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="File">File of the first of them.</param>
/// <param name="Line">Its line; of a format without lines the number of the row.</param>
/// <param name="Place">Where it is, if that is more than a line.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Next">What to do about it.</param>
public sealed record LoadRefusalBody(
    string Code, string? Field, int Rows, string File, long? Line, string? Place, string Message, string? Next);

/// <summary>How many findings there are of a code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Count">How many.</param>
public sealed record LoadFindingsBody(string Code, int Count);

/// <summary>How far a commit is.</summary>
/// <param name="RowsDone">Rows that are recorded, or were refused in the end.</param>
/// <param name="Refused">
/// Rows that an account refused after all, for it had changed since the load was begun; each is a finding.
/// </param>
public sealed record LoadCommitBody(long RowsDone, long Refused);

/// <summary>States of a load.</summary>
public static class LoadStates
{
    /// <summary>Checked; nothing is recorded.</summary>
    public const string Draft = "draft";

    /// <summary>Being recorded. Commit it again if that broke off: nothing is recorded twice.</summary>
    public const string Committing = "committing";

    /// <summary>Recorded.</summary>
    public const string Committed = "committed";
}
