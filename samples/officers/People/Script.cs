using System.Text.Json;

namespace OrleansRisk.Samples.Officers.People;

/// <summary>What a bank does with a bill that the balance and the arranged overdraft do not cover.</summary>
internal enum Short
{
    /// <summary>It goes back the same day, perhaps with a fee.</summary>
    Return,

    /// <summary>It is paid all the same.</summary>
    Pay,
}

/// <summary>One person: facts that an author decided, from which a writer makes the rows.</summary>
internal sealed record Script
{
    /// <summary>A neutral number; it is the file's name too.</summary>
    public required string Id { get; init; }

    /// <summary>Name of a file in <c>countries/</c>.</summary>
    public required string Country { get; init; }

    /// <summary>First day of the history.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the history, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Balance before the first row.</summary>
    public required decimal Opening { get; init; }

    /// <summary>Arranged overdraft, 0 or more.</summary>
    public decimal Overdraft { get; init; }

    /// <summary>What is kept for bills: spending that can wait does not go below it.</summary>
    public decimal Cushion { get; init; }

    public Short Short { get; init; }

    /// <summary>Days after which a returned bill is presented once more; 0 if it is not.</summary>
    public int Retry { get; init; }

    /// <summary>Where the small draws begin; it stays as it is if the id changes.</summary>
    public required int Seed { get; init; }

    /// <summary>The facts in words, for whoever maintains the file; no grader sees them.</summary>
    public required string Story { get; init; }

    /// <summary>Everyday spending, such as <c>groceries 9x18..75; cash 2x20..60r10</c>.</summary>
    public required string Living { get; init; }

    /// <summary>Everything else, a row each; see <see cref="ScriptRow"/>.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Script Read(string path) =>
        JsonSerializer.Deserialize<Script>(File.ReadAllText(path), Json)
        ?? throw new InvalidDataException($"{path} is empty.");
}
