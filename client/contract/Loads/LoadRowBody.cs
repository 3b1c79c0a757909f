using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Loads;

/// <summary>A row of a load and what becomes of it.</summary>
public sealed record LoadRowBody
{
    /// <summary>
    /// Among the rows of the load, from 1: those of no account first, then account by account in event order.
    /// </summary>
    public required int Number { get; init; }

    /// <summary>Its file.</summary>
    public required string File { get; init; }

    /// <summary>Its line; of a format without lines the number of the row.</summary>
    public required long? Line { get; init; }

    /// <summary>Where it is, if that is more than a line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Place { get; init; }

    /// <summary>One of <see cref="LoadOutcomes"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The lender's own id of the account; null if the row has none that is one.</summary>
    public required string? Account { get; init; }

    /// <summary>Why it is refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>The field that this is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>What to do about it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }

    /// <summary>Id of the transaction that it is in all likelihood.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TwinOf { get; init; }

    /// <summary>What it would be taken to be for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Category { get; init; }

    /// <summary>The transaction as it is sent; null of a row that could not be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Transaction { get; init; }
}

/// <summary>What becomes of a row.</summary>
public static class LoadOutcomes
{
    /// <summary>It is recorded.</summary>
    public const string Taken = "taken";

    /// <summary>It is recorded already, with the same content.</summary>
    public const string Known = "known";

    /// <summary>The load has it twice, under one id.</summary>
    public const string Repeated = "repeated";

    /// <summary>It is in all likelihood another row under another id, and is left out.</summary>
    public const string Likely = "likely";

    /// <summary>Its provider takes it back: the commit takes out what is recorded of it.</summary>
    public const string TakenBack = "taken_back";

    /// <summary>It is not taken.</summary>
    public const string Refused = "refused";
}

/// <summary>Rows of a load.</summary>
public sealed record LoadRowPage
{
    /// <summary>The rows, by number.</summary>
    public required IReadOnlyList<LoadRowBody> Rows { get; init; }

    /// <summary>Where the next page begins; null behind the last.</summary>
    public required string? After { get; init; }
}

/// <summary>Something about the files that someone should know; no score is moved by it.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Account">The lender's own id of the account; null if it is about a file.</param>
/// <param name="File">The file; null if it is about several.</param>
/// <param name="Line">Line of the first row that it is about.</param>
/// <param name="Place">Where that is, if it is more than a line.</param>
/// <param name="Rows">Numbers of the rows that it is about, at most 20.</param>
/// <param name="Message">What was found, in a sentence.</param>
public sealed record LoadFindingBody(
    string Code, string? Account, string? File, long? Line, string? Place, IReadOnlyList<int> Rows, string Message);

/// <summary>Findings of a load.</summary>
public sealed record LoadFindingPage
{
    /// <summary>The findings.</summary>
    public required IReadOnlyList<LoadFindingBody> Findings { get; init; }

    /// <summary>Where the next page begins; null behind the last.</summary>
    public required string? After { get; init; }
}
