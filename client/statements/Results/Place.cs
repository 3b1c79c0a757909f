using System.Globalization;

namespace OrleansRisk.Statements.Results;

/// <summary>Where in a file something is. Only what the format has is set.</summary>
public sealed record Place
{
    /// <summary>The whole file.</summary>
    public static readonly Place File = new();

    /// <summary>From 1.</summary>
    public int? Line { get; init; }

    /// <summary>From 1: the letter in the line, or the cell of a CSV record.</summary>
    public int? Column { get; init; }

    /// <summary>Elements of XML, members of JSON, or the name of a column.</summary>
    public string? Path { get; init; }

    /// <summary>From 0.</summary>
    public long? Byte { get; init; }

    /// <summary>From 1.</summary>
    public int? Page { get; init; }

    /// <summary>A line.</summary>
    public static Place AtLine(int line, int? column = null) => new() { Line = line, Column = column };

    /// <summary>Elements or members.</summary>
    public static Place AtPath(string path) => new() { Path = path };

    /// <summary>A byte, from 0.</summary>
    public static Place AtByte(long at) => new() { Byte = at };

    /// <inheritdoc/>
    public override string ToString()
    {
        var parts = new[] { Part("page", Page), Part("line", Line), Part("column", Column), Path, Part("byte", Byte) }
            .Where(static part => part is not null);
        var text = string.Join(", ", parts);
        return text.Length > 0 ? text : "the file";
    }

    private static string? Part(string name, long? number) =>
        number is { } known ? string.Create(CultureInfo.InvariantCulture, $"{name} {known}") : null;
}
